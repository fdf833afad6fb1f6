package dev.forebay.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where results go, and what is said with all of them: the machine, the commit, the settings. */
final class ResultFiles {

    private final Options options;
    private final PrintStream out;

    ResultFiles(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** What the results are of. */
    Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put("commit", System.getProperty("forebay.commit", "unknown"));
        machine.put(
                "machine",
                "%s %s, %d cores"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors()));
        machine.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        machine.put(
                "events",
                options.events() + options.input().map(file -> " of " + file).orElse(", generated"));
        machine.put("rounds", Integer.toString(options.rounds()));
        machine.put("load before", load());
        return machine;
    }

    /** The system's load average over the last minute: what else ran tells how far to trust the rates. */
    static String load() {
        return "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Writes both forms and prints the one for people. */
    void write(String name, String markdown, String json) throws IOException {
        Files.createDirectories(options.out());
        Path file = options.out().resolve(name + ".md");
        Files.writeString(file, markdown, StandardCharsets.UTF_8);
        Files.writeString(options.out().resolve(name + ".json"), json, StandardCharsets.UTF_8);
        out.printf("%n%s%nWritten to %s and %s.json%n", markdown, file, name);
    }
}
