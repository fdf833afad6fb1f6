package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        SourceText source = new SourceText(name.substring(7), TestFiles.read(file));
        String text = DiagnosticRenderer.renderAll(DefinitionParser.parse(source, Map.of("SASL_USER", "forebay")::get)
                .diagnostics());
        Path golden = GOLDEN.resolve(name.replace(".yaml", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(TestFiles.read(golden));
        assertThat(text).contains("error " + name.substring(0, 6) + ": ");
    }

    @ParameterizedTest
    @EnumSource(DefinitionCode.class)
    void code_whateverItIs_hasAGoldenFile(DefinitionCode code) throws IOException {
        if (code != DefinitionCode.FILE_TOO_LARGE) {
            assertThat(definitions().map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith(code.id() + "-"));
        }
    }

    @Test
    void goldenText_whateverItIs_belongsToADefinition() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            List<Path> texts =
                    files.filter(file -> file.toString().endsWith(".txt")).toList();
            assertThat(texts).hasSameSizeAs(definitions().toList());
        }
    }
}
