package dev.forebay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fixture of {@code python/make_transform_fixtures.py}.
 *
 * @param tolerance in units of the last place; 0 for the same bits
 */
record TransformCase(
        FittedTransform fitted, int tolerance, List<BlockColumn> columns, List<String> names, List<Row> rows) {

    /** One row: what goes in, and what comes out; nothing where it is refused. */
    record Row(List<@Nullable Object> inputs, List<@Nullable Object> outputs, boolean isRefused) {}

    static TransformCase read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        StoredState.Read read = StoredState.read(new SourceText(file.toString(), lines.get(0)));
        FittedTransform fitted = read.fitted();
        if (fitted == null) {
            throw new AssertionError(read.mistakes());
        }
        List<BlockColumn> columns = new ArrayList<>();
        String[] written = lines.get(2).split("\t", -1);
        for (int i = 0; i < written.length; i += 2) {
            BlockColumn.Kind kind = written[i + 1].equals("texts") ? BlockColumn.Kind.TEXTS : BlockColumn.Kind.NUMBERS;
            columns.add(BlockColumn.input(columns.size(), text(written[i]), kind));
        }
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(4, lines.size())) {
            List<String> cells = Arrays.asList(line.split("\t", -1));
            int arrow = cells.indexOf("=>");
            boolean refused = cells.get(arrow + 1).equals("refused");
            rows.add(new Row(
                    values(cells.subList(0, arrow)),
                    refused ? List.of() : values(cells.subList(arrow + 1, cells.size())),
                    refused));
        }
        List<String> names = Arrays.stream(lines.get(3).split("\t", -1))
                .map(TransformCase::text)
                .toList();
        return new TransformCase(fitted, Integer.parseInt(lines.get(1)), columns, names, rows);
    }

    private static String text(String json) {
        return JsonMapper.shared().readTree(json).asString();
    }

    private static List<@Nullable Object> values(List<String> cells) {
        List<@Nullable Object> values = new ArrayList<>();
        for (String cell : cells) {
            values.add(
                    switch (cell) {
                        case "NULL" -> null;
                        case "nan" -> Double.NaN;
                        case "inf" -> Double.POSITIVE_INFINITY;
                        case "-inf" -> Double.NEGATIVE_INFINITY;
                        default -> cell.startsWith("\"") ? text(cell) : (Object) Double.valueOf(cell);
                    });
        }
        return values;
    }

    void assertMade(Row row, List<@Nullable Object> made) {
        assertThat(made).as("width of %s", row).hasSameSizeAs(row.outputs());
        for (int i = 0; i < made.size(); i++) {
            Object expected = row.outputs().get(i);
            Object found = made.get(i);
            boolean near = tolerance > 0
                    && expected instanceof Double e
                    && found instanceof Double f
                    && Math.abs(e - f) <= tolerance * Math.max(Math.ulp(e), Math.ulp(f));
            if (!near) {
                assertThat(found)
                        .as("column %s of %s", i < names.size() ? names.get(i) : i, row)
                        .isEqualTo(expected);
            }
        }
    }
}
