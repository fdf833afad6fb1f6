package dev.forebay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.forebay.types.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every code of every module has a golden text, and stands with it in {@code docs/reference/diagnostics.md}, in the block of
 * its module between {@code <!-- codes: module -->} and {@code <!-- end -->}. {@code -Dgolden.update=true} writes the blocks
 * anew.
 */
class DiagnosticsPageTest {
    private static final Path PAGE = RepositoryTextTest.root().resolve("docs/reference/diagnostics.md");
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- codes: ([a-z]+) -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    @Test
    void codes_ofAllModules_areUnique() {
        assertThat(codes().values().stream().flatMap(List::stream).map(DiagnosticCode::id))
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates();
    }

    @Test
    void code_ofAnyModule_hasAGoldenText() {
        codes().forEach((module, codes) -> assertThat(codes)
                .as("codes of %s without a file in %s/src/test/resources/**/golden", module, module)
                .allSatisfy(
                        code -> assertThat(example(module, code)).as(code.id()).isPresent()));
    }

    @Test
    void page_hasEveryCodeWithItsGoldenText() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, List<DiagnosticCode>> codes = codes();
        assertThat(BLOCK.matcher(page).results().map(block -> block.group(2)))
                .as("blocks of the page")
                .containsExactlyInAnyOrderElementsOf(codes.keySet());

        String expected = BLOCK.matcher(page).replaceAll(block -> Matcher.quoteReplacement(written(block, codes)));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String written(MatchResult block, Map<String, List<DiagnosticCode>> codes) {
        String module = block.group(2);
        StringBuilder text = new StringBuilder(block.group(1)).append('\n');
        for (DiagnosticCode code : codes.getOrDefault(module, List.of())) {
            text.append("### ")
                    .append(code.id())
                    .append(": ")
                    .append(code.title())
                    .append("\n\n");
            example(module, code)
                    .ifPresent(example ->
                            text.append("```\n").append(example.strip()).append("\n```\n\n"));
        }
        return text.append(block.group(4)).toString();
    }

    /** By module, the codes of all its enums, in the order of their numbers. */
    private static Map<String, List<DiagnosticCode>> codes() {
        Map<String, List<DiagnosticCode>> codes = new TreeMap<>();
        for (JavaClass type : ForebayClasses.ALL) {
            if (type.isAssignableTo(DiagnosticCode.class) && type.isEnum()) {
                List<DiagnosticCode> ofModule = codes.computeIfAbsent(module(type), module -> new ArrayList<>());
                for (Object constant : type.reflect().getEnumConstants()) {
                    ofModule.add((DiagnosticCode) constant);
                }
            }
        }
        codes.values().forEach(ofModule -> ofModule.sort(Comparator.comparing(DiagnosticCode::id)));
        return codes;
    }

    private static String module(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[2];
    }

    /** The first diagnostic with this code in the first golden file that is named after it. */
    private static Optional<String> example(String module, DiagnosticCode code) {
        Path resources = RepositoryTextTest.root().resolve(module).resolve("src/test/resources");
        Pattern name = Pattern.compile(".*/golden/" + code.id() + "(-[^/]*)?\\.txt");
        try (Stream<Path> files = Files.walk(resources)) {
            return files.filter(file -> name.matcher(file.toString()).matches())
                    .min(Comparator.naturalOrder())
                    .flatMap(file -> Stream.of(read(file).split("\n\n", -1))
                            .filter(one -> one.lines().findFirst().orElse("").contains(" " + code.id() + ": "))
                            .findFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
