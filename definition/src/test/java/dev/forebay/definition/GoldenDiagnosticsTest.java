package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user reads, word for word: each {@code golden/FBxxxx-name.yaml} has its text beside it. After a change of the words,
 * run with {@code -Dgolden.update=true} and read the difference.
 */
class GoldenDiagnosticsTest {
    private static final Path GOLDEN = TestFiles.RESOURCES.resolve("golden");

    static Stream<Path> definitions() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void wrongDefinition_isRead_saysWhatTheGoldenFileSays(Path file) throws IOException {
        String name = file.getFileName().toString();
        check(name.replace(".yaml", ""), TestFiles.read(file));
    }

    /** The one whose definition is too large to be a file of its own. */
    @Test
    void definitionOfManyMegabytes_isRead_saysWhatTheGoldenFileSays() throws IOException {
        check("FB1012-too-large", "x".repeat(16 * 1024 * 1024 + 1));
    }

    private static void check(String name, String definition) throws IOException {
        ParsedDefinition parsed = TestFiles.parse(name.substring(7), definition, Map.of("SASL_USER", "forebay"));
        String text = DiagnosticRenderer.renderAll(parsed.diagnostics());
        Path golden = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(TestFiles.read(golden));
        assertThat(text).contains("error " + name.substring(0, 6) + ": ");
    }

    @ParameterizedTest
    @EnumSource(DefinitionCode.class)
    void code_whateverItIs_hasAGoldenFile(DefinitionCode code) throws IOException {
        assertThat(names(".txt")).anyMatch(name -> name.startsWith(code.id() + "-"));
    }

    @Test
    void goldenText_whateverItIs_belongsToADefinition() throws IOException {
        List<String> expected = new ArrayList<>(names(".yaml"));
        expected.add("FB1012-too-large");
        assertThat(names(".txt")).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .toList();
        }
    }
}
