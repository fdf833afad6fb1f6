package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static Stream<Path> definitions() throws IOException {
        return files(".yaml").stream();
    }

    private static List<Path> files(String extension) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void wrongDefinition_isResolved_saysWhatTheGoldenFileSays(Path file) throws IOException {
        String name = file.getFileName().toString();
        ResolvedPlan resolved =
                Resolver.resolve(Definitions.parse(name.substring(7), Files.readString(file)), Definitions.LOADER);
        String text = DiagnosticRenderer.renderAll(resolved.diagnostics());
        Path golden = GOLDEN.resolve(name.replace(".yaml", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
        assertThat(text).contains(" " + name.substring(0, 6) + ": ");
        assertThat(resolved.diagnostics())
                .as("all of them are what the file is named after")
                .allMatch(diagnostic -> diagnostic.code().id().equals(name.substring(0, 6)));
    }

    @ParameterizedTest
    @EnumSource(PlanCode.class)
    void code_whateverItIs_hasAGoldenFile(PlanCode code) throws IOException {
        assertThat(definitions().map(file -> file.getFileName().toString()))
                .anyMatch(name -> name.startsWith(code.id() + "-"));
    }

    @Test
    void goldenText_whateverItIs_belongsToADefinition() throws IOException {
        assertThat(files(".txt")).hasSameSizeAs(files(".yaml"));
    }
}
