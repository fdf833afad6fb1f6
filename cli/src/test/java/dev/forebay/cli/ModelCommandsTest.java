package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model in this process ({@code python/make_model_fixtures.py}), asked by the commands. */
class ModelCommandsTest {
    private static final Path MODELS = Path.of("src/test/resources/dev/forebay/cli/models");
    private static final String DEFINITION = """
            forebay: 1
            pipeline: fraud
            event: {id: id}
            schema: {id: long, amount: {type: double, optional: true}, hour: double, tx: double}
            checks: {small: amount < 1000}
            output: {keep: [id], vector: [amount, hour, tx]}
            """;

    @TempDir
    Path directory;

    private Path definition(String model) throws IOException {
        return Files.writeString(directory.resolve("fraud.yaml"), DEFINITION + model);
    }

    private void changed(Path definition, String written, String instead) throws IOException {
        String text = Files.readString(definition);
        assertThat(text).contains(written);
        Files.writeString(definition, text.replace(written, instead));
    }

    private void model(String name) throws IOException {
        Files.copy(MODELS.resolve(name + ".onnx"), directory.resolve(name + ".onnx"));
    }

    private Path events(List<String> lines) throws IOException {
        return Files.write(directory.resolve("in.jsonl"), lines);
    }

    private CommandRun backfill(Path definition, Path input) {
        return CommandRun.of(
                "backfill",
                definition.toString(),
                "--from",
                input.toString(),
                "--to",
                directory.resolve("out.jsonl").toString(),
                "--overwrite",
                "--workers",
                "2");
    }

    private List<JsonNode> output() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("out.jsonl"))) {
            rows.add(JsonMapper.shared().readTree(line));
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "classifier | {onnx: classifier.onnx, outputs: {score: 'probabilities[1]'}} | score",
                "named | {onnx: named.onnx, outputs: {score: 'probabilities[1]', label: label}} | score",
                "regression | {onnx: regression.onnx} | prediction",
            })
    void backfill_withAModel_answersWhatTheModelAnswers(String name, String written, String column) throws IOException {
        model(name);
        List<String> lines = Files.readAllLines(MODELS.resolve(name + ".csv"));
        List<String> events = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            events.add("{\"id\":%d,\"amount\":%s,\"hour\":%s,\"tx\":%s}".formatted(i, cells[0], cells[1], cells[2]));
        }

        CommandRun run = backfill(definition("model: " + written + "\n"), events(events));

        assertThat(run.code()).as(run.err()).isZero();
        List<JsonNode> rows = output();
        assertThat(rows).hasSize(events.size());
        for (int i = 0; i < rows.size(); i++) {
            double expected = Double.parseDouble(lines.get(i + 1).split(",", -1)[3]);
            // Batches of other sizes may be added up in another order.
            assertThat(rows.get(i).path(column).asDouble())
                    .as("row %s", i)
                    .isCloseTo(expected, Offset.offset(2e-6 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void event_withSomethingMissing_isRejectedOrScoredAsWritten() throws IOException {
        model("regression");
        List<String> events = List.of(
                "{\"id\":1,\"amount\":10,\"hour\":3,\"tx\":2}",
                "{\"id\":2,\"amount\":null,\"hour\":3,\"tx\":2}",
                "{\"id\":3,\"amount\":5000,\"hour\":3,\"tx\":2}",
                "{\"id\":4,\"amount\":20,\"hour\":3,\"tx\":2}");

        CommandRun rejecting = backfill(definition("model: {onnx: regression.onnx}\n"), events(events));

        assertThat(rejecting.out()).contains("read 4 = emitted 2 + rejected 2");
        assertThat(Files.readString(directory.resolve("out.rejected.jsonl")))
                .contains("\"code\":\"model\"", "amount", "takes nothing that is missing");
        CommandRun taking = backfill(definition("model: {onnx: regression.onnx, missing: nan}\n"), events(events));
        assertThat(taking.out()).contains("read 4 = emitted 3 + rejected 1");
        assertThat(output().get(1).path("prediction").isNull()).isTrue();
    }

    @Test
    void prediction_keptSomewhereElse_standsThere() throws IOException {
        model("regression");
        Path definition = definition("model: {onnx: regression.onnx, outputs: {risk: variable}}\n");
        changed(definition, "keep: [id]", "keep: [risk, id]");

        CommandRun run = backfill(definition, events(List.of("{\"id\":1,\"amount\":10,\"hour\":3,\"tx\":2}")));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(directory.resolve("out.jsonl"))).startsWith("{\"risk\":");
        assertThat(CommandRun.of("explain", definition.toString()).out()).contains("risk", "model");
    }

    @Test
    void release_ofAPipelineWithAModel_holdsTheModel() throws IOException {
        model("regression");
        Path definition = definition("model: {onnx: regression.onnx}\n");
        String registry = directory.resolve("registry").toString();
        CommandRun built = CommandRun.of("release", "build", definition.toString(), "--registry", registry);
        assertThat(built.code()).as(built.err()).isZero();
        Files.delete(directory.resolve("regression.onnx"));

        assertThat(CommandRun.of("release", "verify", "--registry", registry).out())
                .contains("1 release sound");
        assertThat(CommandRun.of("release", "show", built.out().strip(), "--registry", registry)
                        .out())
                .contains("model ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{onnx: gone.onnx} | FB6101",
                "{onnx: broken.onnx} | FB6002",
                "{onnx: .} | FB6001",
                "{onnx: classifier.onnx} | FB6103",
                "{onnx: classifier.onnx, outputs: {score: probabilities}} | FB6103",
                "{onnx: classifier.onnx, outputs: {score: 'probabilities[2]'}} | FB6103",
                "{onnx: classifier.onnx, outputs: {score: odds}} | FB6103",
                "{onnx: maps.onnx, outputs: {score: output_probability}} | FB6103",
                "{onnx: regression.onnx, outputs: {amount: variable}} | FB2101",
                "{http: {url: 'http://localhost'}} | FB1022",
            })
    void model_thatCannotBe_isToldByCheck(String written, String code) throws IOException {
        model("classifier");
        model("maps");
        model("regression");
        Files.writeString(directory.resolve("broken.onnx"), "not a model");

        CommandRun check =
                CommandRun.of("check", definition("model: " + written + "\n").toString());

        assertThat(check.code()).isEqualTo(2);
        assertThat(check.err()).contains(code).doesNotContain("\tat ");
    }

    @Test
    void vector_thatTheModelDoesNotTake_isToldByCheck() throws IOException {
        model("classifier");
        model("named");
        Path definition = definition("model: {onnx: classifier.onnx, outputs: {score: 'probabilities[1]'}}\n");
        changed(definition, "vector: [amount, hour, tx]", "vector: [amount, tx]");
        assertThat(CommandRun.of("check", definition.toString()).err())
                .contains("FB6102", "which has 2 numbers", "X: float [any, 3]");

        Path named = definition("model: {onnx: named.onnx, outputs: {score: 'probabilities[1]'}}\n");
        changed(named, "hour", "hours");
        assertThat(CommandRun.of("check", named.toString()).err()).contains("FB6102", "hour: float [any, 1]", "hours");
    }

    @Test
    void model_withoutAVector_isToldByCheck() throws IOException {
        model("regression");
        Path definition = definition("model: {onnx: regression.onnx}\n");
        changed(definition, ", vector: [amount, hour, tx]", "");

        assertThat(CommandRun.of("check", definition.toString()).err()).contains("FB6104");
    }
}
