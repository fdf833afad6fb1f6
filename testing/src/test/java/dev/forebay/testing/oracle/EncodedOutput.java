package dev.forebay.testing.oracle;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.plan.Plan;
import dev.forebay.testing.expression.WrittenValues;
import dev.forebay.testing.json.JsonObjectText;
import dev.forebay.types.Column;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The output records of a plan as the encoder writes them, and what Jackson must read back from them. */
final class EncodedOutput {
    private final List<Plan.OutputColumn> columns;
    private final JsonEncoder encoder;
    private final ByteArena out = new ByteArena(64);

    EncodedOutput(Plan plan) {
        columns = plan.output();
        encoder =
                new JsonEncoder(columns.stream().map(Plan.OutputColumn::column).toList());
    }

    /** The encoded output of one row of a computed batch. */
    String encode(CompiledPipeline pipeline, int row) {
        out.clear();
        Vector[] vectors =
                columns.stream().map(column -> pipeline.column(column.slot())).toArray(Vector[]::new);
        encoder.encode(vectors, row, out);
        return new String(out.bytes, 0, out.size, StandardCharsets.UTF_8);
    }

    /** What differs between the values of all slots and an encoded output; null where nothing does. */
    @Nullable
    String difference(List<@Nullable Object> slots, String encoded) {
        Map<String, @Nullable Object> want = new LinkedHashMap<>();
        for (Plan.OutputColumn column : columns) {
            want.put(column.column().name(), written(column.column(), slots.get(column.slot())));
        }
        Map<String, @Nullable Object> got = JsonObjectText.read(encoded);
        boolean same = Objects.equals(want, got) && List.copyOf(want.keySet()).equals(List.copyOf(got.keySet()));
        return same ? null : "output: interpreter " + want + ", encoder " + got;
    }

    /** As {@link JsonObjectText} reads it: a number as its digits, everything else as Java has it. */
    private static @Nullable Object written(Column column, @Nullable Object value) {
        if (value == null || (value instanceof Double real && !Double.isFinite(real))) {
            return null;
        }
        return switch (column.type().kind()) {
            case BOOLEAN -> value;
            case LONG, DOUBLE, DECIMAL -> new JsonObjectText.Digits(WrittenValues.write(value));
            case STRING, TIMESTAMP, DATE -> WrittenValues.write(value);
        };
    }
}
