package dev.forebay.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The module table: what each module may use beside itself and the JDK. */
@SuppressWarnings("ImmutableEnumChecker") // lists made by List.of
enum Module {
    TYPES(List.of()),
    DEFINITION(List.of(TYPES), "org.snakeyaml.engine.."),
    PLAN(List.of(TYPES)),
    ENGINE(List.of(TYPES, PLAN)),
    FORMATS(List.of(TYPES), "de.siegmar.fastcsv..", "io.airlift.compress.."),
    SKLEARN(List.of(TYPES, PLAN), "org.tukaani.xz..", "org.apache.commons.compress..", "net.jpountz.lz4.."),
    RELEASE(List.of(TYPES, DEFINITION, PLAN), "tools.jackson..", "java.sql..", "org.sqlite.."),
    MODEL(List.of(TYPES, PLAN, ENGINE), "ai.onnxruntime.."),
    BROKER(List.of(), "org.apache.kafka..", "kafka..", "org.slf4j.."),
    TESTING(List.of(TYPES, DEFINITION, PLAN, ENGINE)),
    RUNTIME(
            List.of(TYPES, DEFINITION, PLAN, ENGINE, FORMATS, SKLEARN, RELEASE, MODEL),
            "org.apache.kafka..",
            "tools.jackson..",
            "io.prometheus..",
            "com.sun.net.httpserver..",
            "org.slf4j.."),
    CLI(
            List.of(TYPES, DEFINITION, PLAN, ENGINE, FORMATS, SKLEARN, RELEASE, MODEL, BROKER, RUNTIME),
            "picocli..",
            "de.siegmar.fastcsv..",
            "org.apache.kafka..",
            "tools.jackson..",
            "org.slf4j..",
            "ch.qos.logback..");

    private final List<Module> uses;
    private final List<String> libraries;

    Module(List<Module> uses, String... libraries) {
        this.uses = uses;
        this.libraries = List.of(libraries);
    }

    /** The module's own packages. */
    String packages() {
        return "dev.forebay." + name().toLowerCase(Locale.ROOT) + "..";
    }

    /** Every package that its classes may use. The empty one is that of primitive types. */
    String[] mayUse() {
        List<String> all = new ArrayList<>(
                List.of("", "java..", "javax.net..", "javax.xml.stream..", "org.jspecify.annotations.."));
        all.add(packages());
        uses.forEach(module -> all.add(module.packages()));
        all.addAll(libraries);
        return all.toArray(String[]::new);
    }

    /** Whether the module has a class yet; a rule about one that has must find some. */
    boolean hasClasses() {
        String prefix = packages().substring(0, packages().length() - 2);
        return ForebayClasses.ALL.stream()
                .map(JavaClass::getPackageName)
                .anyMatch(name -> name.equals(prefix) || name.startsWith(prefix + "."));
    }
}
