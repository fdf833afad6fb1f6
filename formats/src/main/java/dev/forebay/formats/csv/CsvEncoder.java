package dev.forebay.formats.csv;

import dev.forebay.formats.RowEncoder;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
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
import java.util.List;

/**
 * Writes rows as CSV records (RFC 4180) that {@link CsvDecoder} reads back to the same values.
 *
 * <p>Text is in quotes where it is empty or has a comma, a quote or a line end in it. A row that is not valid in a column is empty
 * there, without quotes. Doubles are the shortest that read back to the same bits, or {@code NaN}, {@code inf}, {@code -inf}; decimals
 * have all digits of their scale. <b>Threads</b>: one at a time.
 */
public final class CsvEncoder implements RowEncoder {
    private static final int VALUE_ROOM = 64;

    private final List<Column> columns;

    /** @param columns names and types of the vectors to come */
    public CsvEncoder(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Appends the record that names the columns; no line end. */
    public void encodeHeader(ByteArena out) {
        for (int i = 0; i < columns.size(); i++) {
            byte[] name = columns.get(i).name().getBytes(StandardCharsets.UTF_8);
            separate(i, out);
            text(name, 0, name.length, out);
        }
    }

    @Override
    public void encode(Vector[] vectors, int row, ByteArena out) {
        if (vectors.length != columns.size()) {
            throw new IllegalArgumentException(vectors.length + " vectors for " + columns.size() + " columns");
        }
        for (int i = 0; i < vectors.length; i++) {
            separate(i, out);
            if (vectors[i].state[row] == Vector.VALID) {
                value(vectors[i], columns.get(i).type(), row, out);
            }
        }
    }

    private static void separate(int column, ByteArena out) {
        out.ensure(VALUE_ROOM);
        if (column > 0) {
            out.bytes[out.size++] = ',';
        }
    }

    private static void value(Vector vector, Type type, int row, ByteArena out) {
        switch (type.kind()) {
            case DOUBLE -> number(((DoubleVector) vector).values[row], out);
            case STRING -> {
                StringVector strings = (StringVector) vector;
                text(strings.arena[row].bytes, strings.start[row], strings.length[row], out);
            }
            case LONG -> out.size = LongWriter.write(out.bytes, out.size, ((LongVector) vector).values[row]);
            case TIMESTAMP -> out.size = TimestampText.write(out.bytes, out.size, ((LongVector) vector).values[row]);
            case DATE -> out.size = DateText.write(out.bytes, out.size, ((LongVector) vector).values[row]);
            case DECIMAL ->
                out.size =
                        LongWriter.writeDecimal(out.bytes, out.size, ((LongVector) vector).values[row], type.scale());
            case BOOLEAN -> word(((BooleanVector) vector).values[row] ? "true" : "false", out);
        }
    }

    private static void number(double value, ByteArena out) {
        if (Math.abs(value) <= Double.MAX_VALUE) {
            out.size = DoubleWriter.write(out.bytes, out.size, value);
        } else {
            word(Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf", out);
        }
    }

    private static void word(String word, ByteArena out) {
        for (int i = 0; i < word.length(); i++) {
            out.bytes[out.size++] = (byte) word.charAt(i);
        }
    }

    private static void text(byte[] from, int start, int length, ByteArena out) {
        boolean quote = length == 0;
        int quotes = 0;
        for (int i = start; i < start + length; i++) {
            byte b = from[i];
            quotes += b == '"' ? 1 : 0;
            quote |= b == ',' || b == '"' || b == '\n' || b == '\r';
        }
        out.ensure(length + quotes + 2 + VALUE_ROOM);
        if (!quote) {
            out.append(from, start, length);
            return;
        }
        out.bytes[out.size++] = '"';
        for (int i = start; i < start + length; i++) {
            out.bytes[out.size++] = from[i];
            if (from[i] == '"') {
                out.bytes[out.size++] = '"';
            }
        }
        out.bytes[out.size++] = '"';
    }

    /** Always 0: CSV can write them all. */
    @Override
    public long nonFinite() {
        return 0;
    }
}
