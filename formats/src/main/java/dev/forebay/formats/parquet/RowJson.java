package dev.forebay.formats.parquet;

import dev.forebay.formats.json.JsonEncoder;
import dev.forebay.types.Field;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.DoubleWriter;
import dev.forebay.types.text.LongWriter;
import dev.forebay.types.text.TimestampText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a row of schema columns as the JSON event that it would have been: nested as the fields' paths say, timestamps as the fields'
 * formats say. What JSON has no number for ({@code NaN}, {@code Infinity}), and what a field could not hold, stands as text. Not for hot
 * paths.
 */
final class RowJson {
    private static final int ROOM = 64;

    private final List<Field> schema;
    private final Map<String, Object> root = new LinkedHashMap<>();

    RowJson(List<Field> schema) {
        this.schema = List.copyOf(schema);
        for (int f = 0; f < schema.size(); f++) {
            place(root, schema.get(f).path(), f);
        }
    }

    /** Puts a field's index under its path; a path that ends where another goes on gets its dotted name. */
    @SuppressWarnings("unchecked") // values are indices or maps of the same kind
    private static void place(Map<String, Object> into, List<String> path, int field) {
        String name = path.get(0);
        if (path.size() == 1) {
            into.putIfAbsent(name, field);
            return;
        }
        Object below = into.computeIfAbsent(name, n -> new LinkedHashMap<String, Object>());
        if (below instanceof Map<?, ?> map) {
            place((Map<String, Object>) map, path.subList(1, path.size()), field);
        } else {
            into.putIfAbsent(String.join(".", path), field);
        }
    }

    void write(EventBatch batch, int row, ByteArena out) {
        object(root, batch, row, out);
    }

    private void object(Map<?, ?> node, EventBatch batch, int row, ByteArena out) {
        char separator = '{';
        for (Map.Entry<?, ?> entry : node.entrySet()) {
            put(out, separator);
            separator = ',';
            text(String.valueOf(entry.getKey()), out);
            put(out, ':');
            if (entry.getValue() instanceof Map<?, ?> below) {
                object(below, batch, row, out);
            } else {
                value((Integer) entry.getValue(), batch, row, out);
            }
        }
        if (node.isEmpty()) {
            put(out, '{');
        }
        put(out, '}');
    }

    private void value(int index, EventBatch batch, int row, ByteArena out) {
        Field field = schema.get(index);
        Vector vector = batch.column(index);
        if (!vector.isValid(row)) {
            for (Reason reason : batch.rejections.of(row)) {
                String found = reason.found();
                if (found != null && field.name().equals(reason.column())) {
                    text(found, out);
                    return;
                }
            }
            ascii("null", out);
        } else if (vector instanceof StringVector strings) {
            // Not straight from arena to arena: writing may make the arena grow.
            text(strings.get(row), out);
        } else if (vector instanceof DoubleVector doubles) {
            number(doubles.values[row], out);
        } else if (vector instanceof BooleanVector booleans) {
            ascii(Boolean.toString(booleans.values[row]), out);
        } else {
            whole(field, ((LongVector) vector).values[row], out);
        }
    }

    private static void number(double value, ByteArena out) {
        if (Double.isFinite(value)) {
            out.ensure(ROOM);
            out.size = DoubleWriter.write(out.bytes, out.size, value);
        } else {
            text(Double.toString(value), out);
        }
    }

    private static void whole(Field field, long value, ByteArena out) {
        out.ensure(ROOM);
        switch (field.type().kind()) {
            case DECIMAL ->
                out.size = LongWriter.writeDecimal(
                        out.bytes, out.size, value, field.type().scale());
            case DATE -> {
                out.bytes[out.size] = '"';
                out.size = DateText.write(out.bytes, out.size + 1, value);
                put(out, '"');
            }
            case TIMESTAMP -> timestamp(field.timestampFormat(), value, out);
            default -> out.size = LongWriter.write(out.bytes, out.size, value);
        }
    }

    private static void timestamp(TimestampFormat format, long micros, ByteArena out) {
        switch (format) {
            case RFC3339 -> {
                out.bytes[out.size] = '"';
                out.size = TimestampText.write(out.bytes, out.size + 1, micros);
                put(out, '"');
            }
            case EPOCH_SECONDS -> out.size = LongWriter.writeDecimal(out.bytes, out.size, micros, 6);
            case EPOCH_MILLIS -> out.size = LongWriter.write(out.bytes, out.size, Math.floorDiv(micros, 1000));
            case EPOCH_MICROS -> out.size = LongWriter.write(out.bytes, out.size, micros);
        }
    }

    private static void text(String text, ByteArena out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        JsonEncoder.writeText(out, utf8, 0, utf8.length);
    }

    private static void ascii(String word, ByteArena out) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        out.append(bytes, 0, bytes.length);
    }

    private static void put(ByteArena out, char c) {
        out.ensure(1);
        out.bytes[out.size++] = (byte) c;
    }
}
