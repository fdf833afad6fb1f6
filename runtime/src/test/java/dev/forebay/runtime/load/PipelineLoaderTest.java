package dev.forebay.runtime.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.TestPipeline;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLoaderTest {
    @TempDir
    Path directory;

    @Test
    void file_missing_isToldWithTheNearestName() throws IOException {
        Files.writeString(directory.resolve("fraud.yaml"), "x");
        assertFails(directory.resolve("frued.yaml"), RuntimeCode.FILE_MISSING, "did you mean 'fraud.yaml'?");
    }

    @Test
    void file_directoryEmptyOrNoText_isRefused() throws IOException {
        assertFails(directory, RuntimeCode.FILE_UNREADABLE, "name the definition's file in it");
        Path empty = Files.writeString(directory.resolve("empty.yaml"), "");
        assertFails(empty, RuntimeCode.FILE_EMPTY, "a definition begins with: forebay: 1");
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertFails(binary, RuntimeCode.FILE_NOT_TEXT, "a definition is a text in UTF-8");
    }

    @Test
    void definition_ofTheSeed_loadsWithItsScaler() {
        LoadResult result = PipelineLoader.load(Path.of("../examples/seed/pipeline.yaml"), name -> null);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.pipeline()).isNotNull();
    }

    @Test
    void mistakes_ofReadingAndOfMeaning_areToldInOneRun() {
        assertThat(places("""
                forebay: 1
                pipeline: p
                source: {kafka: {brokers: "${NOT_SET}", topic: t, grop: x}}
                event: {id: id, time: at, future: 5x}
                schema:
                  id: long
                  at: timestmp
                  amount: double
                checks:
                  unread: amount >
                  misread: amount > 'x'
                features:
                  broken: LN(amount
                  follows: broken + HOUR(at)
                  mistyped: LN(amout)
                  second: amount + 1
                  second: amount + 2
                transforms:
                  scaled: {columns: [broken, nothing], steps: [StandardScaler], suffix: _s, fitted: none.pkl}
                output: {keep: [id, at, broken, nowhere], vector: [scaled, follows]}
                sinks: [{kafka: {topic: "${NOT_SET}"}, when: broken > 1}]
                tests: {one: {given: 5}}
                """))
                .containsExactly(
                        "3 FB1040",
                        "3 FB1020",
                        "4 FB1027",
                        "7 FB1029",
                        "10 FB1051",
                        "11 FB3103",
                        "13 FB1053",
                        "15 FB2104",
                        "17 FB1010",
                        "19 FB2104",
                        "19 FB5001",
                        "20 FB2105",
                        "21 FB1040",
                        "22 FB1021",
                        "22 FB1023");
    }

    @Test
    void section_byAWrongNameThatMakesNoNames_hidesNoOtherMistake() {
        assertThat(places("""
                forebay: 1
                pipeline: p
                schema: {id: long}
                chekcs: {positive: id > 0}
                features: {x: LGO1P(id)}
                output: {keep: [id, y]}
                """)).containsExactly("4 FB1020", "5 FB2103", "6 FB2105");
    }

    @Test
    void mistakes_thatLeaveOpenWhatNamesThereAre_areToldAlone() {
        String rest = "output: {keep: [id, x]}\n";
        String start = "forebay: 1\npipeline: p\nschema: {id: long}\n";
        assertThat(places(start + "feature: {x: id}\n" + rest)).containsExactly("4 FB1020");
        assertThat(places(start + "features: [x]\n" + rest)).containsExactly("4 FB1023");
        assertThat(places(start + "features: {y: id}\nfeatures: {x: id}\n" + rest))
                .containsExactly("5 FB1010");
        assertThat(places(start + "features: {\"{a}\": id}\n" + rest)).containsExactly("4 FB1033");
        assertThat(places(start + "transforms: {g: {columns: [id], step: [StandardScaler], suffix: x}}\n" + rest))
                .contains("4 FB1020")
                .doesNotContain("5 FB2105");
    }

    private static List<String> places(String definition) {
        LoadResult result = PipelineLoader.load(Path.of("p.yaml"), new SourceText("p.yaml", definition), name -> null);
        assertThat(result.pipeline()).isNull();
        return result.diagnostics().stream()
                .map(found ->
                        requireNonNull(found.span()).line() + " " + found.code().id())
                .toList();
    }

    @Test
    void digest_formattingBrokersAndTopics_takeNoPart() throws IOException {
        String digest = digest(TestPipeline.DEFINITION);
        assertThat(digest(TestPipeline.DEFINITION
                        .replace("source:", "# a comment\nsource:")
                        .replace("NAME.out", "elsewhere")
                        .replace("BROKERS", "other:9092")))
                .isEqualTo(digest);
    }

    @Test
    void digest_logic_takesPart() throws IOException {
        String digest = digest(TestPipeline.DEFINITION);
        assertThat(digest(TestPipeline.DEFINITION.replace("amount >= 0", "amount > 0")))
                .isNotEqualTo(digest);
        assertThat(digest(TestPipeline.DEFINITION.replace("lateness: 1h", "lateness: 2h")))
                .isNotEqualTo(digest);
        assertThat(digest(TestPipeline.DEFINITION.replace("keep: [id]", "keep: [id, time]")))
                .isNotEqualTo(digest);
    }

    private String digest(String definition) throws IOException {
        Path file =
                Files.writeString(directory.resolve("p.yaml"), definition.replace("NAME", "p"), StandardCharsets.UTF_8);
        LoadedPipeline pipeline = PipelineLoader.load(file, name -> null).pipeline();
        if (pipeline == null) {
            throw new IllegalArgumentException("the definition has errors: " + definition);
        }
        return PipelineRelease.of(pipeline).digest().hex();
    }

    private static void assertFails(Path file, RuntimeCode code, String note) {
        LoadResult result = PipelineLoader.load(file);
        assertThat(result.pipeline()).isNull();
        assertThat(result.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(code);
            assertThat(diagnostic.notes()).contains(note);
        });
    }
}
