package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The definitions of the examples, and those that stand whole in the papers, are without a mistake and pass their own tests. */
class DocumentedDefinitionsTest {
    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> definitionsOfExamples_passTheirTests() throws IOException {
        List<Path> definitions;
        try (Stream<Path> files = Files.walk(Papers.ROOT.resolve("examples"))) {
            definitions =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertThat(definitions).hasSizeGreaterThan(2);
        return definitions.stream()
                .map(file ->
                        DynamicTest.dynamicTest(Papers.ROOT.relativize(file).toString(), () -> {
                            assertSucceeds("check", file);
                            assertThat(assertSucceeds("test", file).out()).doesNotContain("0 tests passed");
                        }));
    }

    @TestFactory
    Stream<DynamicTest> definitionsInPapers_areWithoutMistakes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path paper : Papers.all()) {
            for (String definition : definitions(paper)) {
                String name = Papers.ROOT.relativize(paper) + " " + (tests.size() + 1);
                tests.add(DynamicTest.dynamicTest(name, () -> {
                    Path place = Files.createTempDirectory(directory, "definition");
                    Files.copy(Papers.ROOT.resolve("examples/seed/scaler.pkl"), place.resolve("scaler.pkl"));
                    assertSucceeds("check", Files.writeString(place.resolve("pipeline.yaml"), definition));
                }));
            }
        }
        assertThat(tests).hasSizeGreaterThan(1);
        return tests.stream();
    }

    private static CommandRun assertSucceeds(String command, Path definition) {
        CommandRun run = CommandRun.of(command, definition.toString());
        assertThat(run.code())
                .as("%s %s%n%s%s", command, definition, run.out(), run.err())
                .isZero();
        return run;
    }

    /** The blocks of YAML that begin as a definition does. */
    private static List<String> definitions(Path paper) throws IOException {
        List<String> definitions = new ArrayList<>();
        List<String> block = null;
        for (String line : Files.readAllLines(paper)) {
            if (block == null && line.equals("```yaml")) {
                block = new ArrayList<>();
            } else if (block != null && line.equals("```")) {
                if (block.stream().anyMatch(inside -> inside.startsWith("forebay: "))) {
                    definitions.add(String.join("\n", block) + "\n");
                }
                block = null;
            } else if (block != null) {
                block.add(line);
            }
        }
        return definitions;
    }
}
