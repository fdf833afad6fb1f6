package dev.forebay.formats.parquet;

import dev.forebay.types.Column;
import dev.forebay.types.Field;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Parquet file as rows of Java values, read and written by the code under test. */
final class ParquetTable {
    final List<List<@Nullable Object>> rows = new ArrayList<>();
    final List<List<Reason>> reasons = new ArrayList<>();
    /** What a rejected row keeps; null for an accepted one. */
    final List<@Nullable String> originals = new ArrayList<>();

    /** Reads all of a file in batches of {@code capacity}. */
    static ParquetTable read(Path file, List<Field> schema, int capacity) throws IOException {
        ParquetTable table = new ParquetTable();
        EventBatch batch = new EventBatch(schema, capacity);
        try (ParquetReader reader = ParquetReader.open(file, schema, field -> "d.yaml:" + (field + 1))) {
            for (batch.clear(); reader.read(batch); batch.clear()) {
                reader.newDecoder().decode(batch);
                for (int row = 0; row < batch.size(); row++) {
                    table.add(batch, row, reader);
                }
            }
        }
        return table;
    }

    static ParquetTable read(Path file) throws IOException {
        return read(file, ParquetReader.columns(file), 100);
    }

    private void add(EventBatch batch, int row, ParquetReader reader) {
        if (batch.offset[row] != rows.size()) {
            throw new AssertionError("row " + rows.size() + " has the offset " + batch.offset[row]);
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int f = 0; f < batch.fields().size(); f++) {
            values.add(value(batch.column(f), row));
        }
        rows.add(values);
        reasons.add(batch.rejections.of(row));
        String original = null;
        if (batch.rejections.isRejected(row)) {
            reader.newDecoder().keepOriginal(batch, row);
            original = new String(
                    batch.arena.bytes, batch.valueStart[row], batch.valueLength[row], StandardCharsets.UTF_8);
        }
        originals.add(original);
    }

    private static @Nullable Object value(Vector vector, int row) {
        if (!vector.isValid(row)) {
            return null;
        }
        if (vector instanceof StringVector strings) {
            return strings.get(row);
        }
        if (vector instanceof DoubleVector doubles) {
            return doubles.values[row];
        }
        if (vector instanceof BooleanVector booleans) {
            return booleans.values[row];
        }
        long value = ((LongVector) vector).values[row];
        return switch (vector.type().kind()) {
            case TIMESTAMP -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
            case DATE -> LocalDate.ofEpochDay(value);
            case DECIMAL -> BigDecimal.valueOf(value, vector.type().scale());
            default -> value;
        };
    }

    /** Writes rows of such values. */
    static void write(Path file, List<Column> columns, List<? extends List<? extends @Nullable Object>> rows)
            throws IOException {
        Vector[] vectors =
                columns.stream().map(column -> Vector.of(column.type(), 1)).toArray(Vector[]::new);
        ByteArena texts = new ByteArena(16);
        ByteArena packed = new ByteArena(16);
        RowPacker packer = new RowPacker(columns);
        try (OutputStream out = Files.newOutputStream(file)) {
            ParquetWriter writer = new ParquetWriter(out, columns);
            for (List<? extends @Nullable Object> row : rows) {
                texts.clear();
                packed.clear();
                for (int i = 0; i < vectors.length; i++) {
                    set(vectors[i], row.get(i), texts);
                }
                packer.encode(vectors, 0, packed);
                writer.add(packed.bytes, 0);
            }
            writer.finish();
        }
    }

    private static void set(Vector vector, @Nullable Object value, ByteArena texts) {
        vector.state[0] = value == null ? Vector.NULL : Vector.VALID;
        if (value instanceof String text) {
            ((StringVector) vector).set(0, texts, text);
        } else if (value instanceof Double number) {
            ((DoubleVector) vector).values[0] = number;
        } else if (value instanceof Boolean truth) {
            ((BooleanVector) vector).values[0] = truth;
        } else if (value instanceof Long number) {
            ((LongVector) vector).values[0] = number;
        } else if (value instanceof BigDecimal decimal) {
            ((LongVector) vector).values[0] = decimal.unscaledValue().longValueExact();
        } else if (value instanceof Instant instant) {
            ((LongVector) vector).values[0] = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        } else if (value instanceof LocalDate date) {
            ((LongVector) vector).values[0] = date.toEpochDay();
        } else if (value != null) {
            throw new IllegalArgumentException("" + value);
        }
    }
}
