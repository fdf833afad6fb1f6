package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole preparation as scikit-learn saved it, named by a definition: a backfill gives what scikit-learn gave, to the last bit. */
class ModelPrepTest {
    private static final Path PICKLES =
            Path.of("..", "sklearn", "src", "test", "resources", "dev", "forebay", "sklearn", "transforms");
    private static final Path ROWS = Path.of("..", "testing", "src", "test", "resources", "transform");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"columns", "columns-short-names", "pipeline-texts", "union", "onehot-rare", "imputer"})
    void backfill_throughAPickle_givesWhatScikitLearnGave(String name) throws IOException {
        Files.copy(PICKLES.resolve(name + ".pkl"), directory.resolve("model_prep.pkl"));
        List<String> lines = Files.readAllLines(ROWS.resolve(name + ".txt"));
        List<String> columns = cells(lines.get(2));
        List<String> outputs = cells(lines.get(3));
        Path definition = Files.writeString(directory.resolve("p.yaml"), definition(columns));
        List<String> events = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (String line : lines.subList(4, lines.size())) {
            List<String> cells = cells(line);
            int arrow = cells.indexOf("=>");
            if (line.contains("inf") || cells.contains("refused")) {
                continue; // JSON has no infinities.
            }
            events.add(event(columns, cells.subList(0, arrow), events.size()));
            expected.add(cells.subList(arrow + 1, cells.size()));
        }
        Path input = Files.write(directory.resolve("in.jsonl"), events);
        Path output = directory.resolve("out.jsonl");

        CommandRun run =
                CommandRun.of("backfill", definition.toString(), "--from", input.toString(), "--to", output.toString());

        assertThat(run.code()).as(run.err()).isZero();
        List<String> written = Files.readAllLines(output);
        assertThat(written).hasSameSizeAs(expected).hasSizeGreaterThan(20);
        for (int i = 0; i < written.size(); i++) {
            JsonNode row = JsonMapper.shared().readTree(written.get(i));
            for (int k = 0; k < outputs.size(); k++) {
                JsonNode found =
                        row.path(JsonMapper.shared().readTree(outputs.get(k)).asString() + "_p");
                String wanted = expected.get(i).get(k);
                String text = found.isNull()
                        ? "nan"
                        : found.isString() ? found.toString() : Double.toString(found.asDouble());
                String same = wanted.startsWith("\"") || wanted.equals("nan")
                        ? wanted
                        : Double.toString(Double.parseDouble(wanted));
                assertThat(text).as("row %s, %s", i, outputs.get(k)).isEqualTo(same);
            }
        }
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split("\t", -1));
    }

    private static String definition(List<String> columns) {
        StringBuilder text = new StringBuilder("forebay: 1\npipeline: prep\nschema:\n  id: long\n");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i += 2) {
            String type = columns.get(i + 1).equals("texts") ? "string" : "double";
            text.append("  ")
                    .append(columns.get(i))
                    .append(": {type: ")
                    .append(type)
                    .append(", optional: true}\n");
            names.add(columns.get(i));
        }
        return text.append("transforms:\n  prep: {columns: [")
                .append(String.join(", ", names))
                .append("], suffix: _p, fitted: model_prep.pkl}\noutput: {keep: [id, prep]}\n")
                .toString();
    }

    private static String event(List<String> columns, List<String> inputs, int id) {
        StringBuilder json = new StringBuilder("{\"id\": " + id);
        for (int k = 0; k < inputs.size(); k++) {
            String value = inputs.get(k).equals("nan") || inputs.get(k).equals("NULL") ? "null" : inputs.get(k);
            json.append(", ").append(columns.get(2 * k)).append(": ").append(value);
        }
        return json.append('}').toString();
    }
}
