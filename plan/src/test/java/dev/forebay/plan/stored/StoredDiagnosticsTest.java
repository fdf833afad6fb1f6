package dev.forebay.plan.stored;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads of a file that is not what it should be. {@code -Dgolden.update=true} writes the texts. */
class StoredDiagnosticsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/stored/golden");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void wrongFile_isRead_saysWhatTheGoldenFileSays(Path file) throws IOException {
        String name = file.getFileName().toString();
        List<Diagnostic> mistakes = StoredState.read(new SourceText(name.substring(7), Files.readString(file)))
                .mistakes();
        String text = DiagnosticRenderer.renderAll(mistakes);
        Path golden = GOLDEN.resolve(name.replace(".json", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
        assertThat(mistakes)
                .isNotEmpty()
                .allMatch(mistake -> mistake.code().id().equals(name.substring(0, 6)));
    }

    @ParameterizedTest
    @EnumSource(StoredCode.class)
    void code_whateverItIs_hasAGoldenFile(StoredCode code) throws IOException {
        assertThat(files().map(file -> file.getFileName().toString()))
                .anyMatch(name -> name.startsWith(code.id() + "-"));
    }

    @Test
    void textOfTooManyCharacters_isRefused() {
        StoredState.Read read =
                StoredState.read(new SourceText("big.json", " ".repeat(StoredState.MOST_CHARACTERS + 1)));
        assertThat(read.mistakes()).extracting(Diagnostic::code).containsExactly(StoredCode.TOO_LARGE);
    }
}
