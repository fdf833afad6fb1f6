package dev.forebay.cli.compare;

import dev.forebay.formats.parquet.ParquetFormatException;
import dev.forebay.formats.parquet.ParquetReader;
import dev.forebay.types.Field;
import dev.forebay.types.batch.BooleanVector;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a Parquet file; values have the texts that JSON lines would give them, NaN and the infinities those of CSV. */
final class ParquetRowFile extends RowFile {
    private static final int ROWS = 512;
    private static final int ROOM = 64;

    private final Path path;
    private final List<Field> fields;
    private final ParquetReader reader;
    private final EventBatch batch;
    private final byte[] text = new byte[ROOM];
    private int next;

    ParquetRowFile(Path path) throws IOException {
        this.path = path;
        try {
            this.fields = ParquetReader.columns(path);
            this.reader = ParquetReader.open(path, fields, field -> null);
        } catch (ParquetFormatException e) {
            throw new IOException(path + " cannot be read as Parquet: " + e.getMessage(), e);
        }
        this.batch = new EventBatch(fields, ROWS);
    }

    @Override
    @Nullable
    Map<String, Value> next() throws IOException {
        if (next == batch.size()) {
            batch.clear();
            next = 0;
            try {
                if (!reader.read(batch)) {
                    return null;
                }
            } catch (ParquetFormatException e) {
                throw new IOException(path + " cannot be read as Parquet: " + e.getMessage(), e);
            }
        }
        Map<String, Value> row = new LinkedHashMap<>();
        for (int f = 0; f < fields.size(); f++) {
            row.put(fields.get(f).name(), value(f, next));
        }
        next++;
        return row;
    }

    private Value value(int field, int row) {
        Vector vector = batch.column(field);
        if (!vector.isValid(row)) {
            return refused(field, row);
        }
        if (vector instanceof StringVector strings) {
            return new Value(strings.get(row), Value.Kind.TEXT);
        }
        if (vector instanceof BooleanVector booleans) {
            return new Value(Boolean.toString(booleans.values[row]), Value.Kind.ANY);
        }
        if (vector instanceof DoubleVector doubles) {
            return number(doubles.values[row]);
        }
        long value = ((LongVector) vector).values[row];
        return switch (vector.type().kind()) {
            case TIMESTAMP -> written(TimestampText.write(text, 0, value), Value.Kind.TEXT);
            case DATE -> written(DateText.write(text, 0, value), Value.Kind.TEXT);
            case DECIMAL ->
                written(LongWriter.writeDecimal(text, 0, value, vector.type().scale()), Value.Kind.NUMBER);
            default -> written(LongWriter.write(text, 0, value), Value.Kind.NUMBER);
        };
    }

    /** A value that no column here can hold stands as what it was. */
    private Value refused(int field, int row) {
        for (Reason reason : batch.rejections.of(row)) {
            String found = reason.found();
            if (found != null && fields.get(field).name().equals(reason.column())) {
                return new Value(found, Value.Kind.ANY);
            }
        }
        return Value.NULL;
    }

    private Value number(double value) {
        if (Double.isFinite(value)) {
            return written(DoubleWriter.write(text, 0, value), Value.Kind.NUMBER);
        }
        String word = Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        return new Value(word, Value.Kind.NUMBER);
    }

    private Value written(int length, Value.Kind kind) {
        return new Value(new String(text, 0, length, StandardCharsets.US_ASCII), kind);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
