package dev.forebay.runtime.frame;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.DoubleWriter;
import dev.forebay.types.text.LongWriter;
import dev.forebay.types.text.TimestampText;
import java.nio.charset.StandardCharsets;

/** Writes a value as a record's key: its text, without quotes. One thread at a time. */
final class KeyWriter {
    private static final int ROOM = 64;

    /** Appends a row's value and returns its length; -1, and nothing appended, for null. */
    int write(Vector column, int row, ByteArena out) {
        if (!column.isValid(row)) {
            return -1;
        }
        if (column instanceof StringVector text) {
            out.append(text.arena[row].bytes, text.start[row], text.length[row]);
            return text.length[row];
        }
        out.ensure(ROOM);
        int before = out.size;
        if (column instanceof LongVector longs) {
            out.size = whole(longs, row, out);
        } else if (column instanceof DoubleVector doubles && Double.isFinite(doubles.values[row])) {
            out.size = DoubleWriter.write(out.bytes, out.size, doubles.values[row]);
        } else {
            String text = column instanceof BooleanVector booleans
                    ? Boolean.toString(booleans.values[row])
                    : Double.toString(((DoubleVector) column).values[row]);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            out.append(bytes, 0, bytes.length);
        }
        return out.size - before;
    }

    private static int whole(LongVector column, int row, ByteArena out) {
        long value = column.values[row];
        return switch (column.type().kind()) {
            case TIMESTAMP -> TimestampText.write(out.bytes, out.size, value);
            case DATE -> DateText.write(out.bytes, out.size, value);
            case DECIMAL ->
                LongWriter.writeDecimal(
                        out.bytes, out.size, value, column.type().scale());
            default -> LongWriter.write(out.bytes, out.size, value);
        };
    }
}
