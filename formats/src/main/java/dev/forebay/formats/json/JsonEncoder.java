package dev.forebay.formats.json;

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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as JSON objects on one line each, without spaces: <code>{"a":1,"b":"x"}</code>.
 *
 * <p>Doubles are the shortest that read back to the same bits ({@link DoubleWriter}), decimals have all digits of their scale,
 * timestamps and dates are text ({@link TimestampText}, {@link DateText}). Text is escaped only where it must be. A row that is not
 * valid in a column is {@code null} there; so are NaN and the infinities, which JSON does not have, and {@link #nonFinite} counts them.
 *
 * <p>Allocates nothing for a row. <b>Threads</b>: one at a time.
 */
public final class JsonEncoder implements RowEncoder {
    /** Room for any value but text, and for what stands around it. */
    private static final int VALUE_ROOM = 64;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;

    private final Type[] types;
    /** For each column what stands before its value, <code>{"name":</code> or {@code ,"name":}, and zeros up to whole words. */
    private final byte[][] before;

    private final int[] beforeLength;

    /** For each column of doubles. */
    private final @Nullable RecentNumbers[] recent;

    private long nonFinite;

    /** @param columns names, as they are written, and types of the vectors to come */
    public JsonEncoder(List<Column> columns) {
        int n = columns.size();
        types = new Type[n];
        before = new byte[n][];
        beforeLength = new int[n];
        recent = new RecentNumbers[n];
        for (int i = 0; i < n; i++) {
            types[i] = columns.get(i).type();
            byte[] fragment = fragment(columns.get(i).name(), i == 0 ? '{' : ',');
            before[i] = Arrays.copyOf(fragment, (fragment.length + 7) & -8);
            beforeLength[i] = fragment.length;
            recent[i] = types[i].kind() == Type.Kind.DOUBLE ? new RecentNumbers() : null;
        }
    }

    private static byte[] fragment(String name, char separator) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteArena out = new ByteArena(utf8.length + VALUE_ROOM);
        out.bytes[out.size++] = (byte) separator;
        writeText(out, utf8, 0, utf8.length);
        out.bytes[out.size++] = ':';
        byte[] fragment = new byte[out.size];
        System.arraycopy(out.bytes, 0, fragment, 0, out.size);
        return fragment;
    }

    @Override
    public long nonFinite() {
        return nonFinite;
    }

    @Override
    public void encode(Vector[] columns, int row, ByteArena out) {
        if (columns.length != types.length) {
            throw new IllegalArgumentException(columns.length + " vectors for " + types.length + " columns");
        }
        for (int i = 0; i < columns.length; i++) {
            byte[] name = before[i];
            out.ensure(name.length + VALUE_ROOM);
            // Names are short: a loop over words is faster than a call.
            for (int at = 0; at < name.length; at += 8) {
                JsonScanner.LONGS.set(out.bytes, out.size + at, (long) JsonScanner.LONGS.get(name, at));
            }
            out.size += beforeLength[i];
            Vector vector = columns[i];
            if (vector.state[row] == Vector.VALID) {
                RecentNumbers numbers = recent[i];
                if (numbers != null) {
                    number(((DoubleVector) vector).values[row], numbers, out);
                } else {
                    value(vector, types[i], row, out);
                }
            } else {
                writeNull(out);
            }
        }
        out.ensure(2);
        if (columns.length == 0) {
            out.bytes[out.size++] = '{';
        }
        out.bytes[out.size++] = '}';
    }

    private void value(Vector vector, Type type, int row, ByteArena out) {
        switch (type.kind()) {
            case DOUBLE -> throw new IllegalStateException("doubles are written as numbers");
            case STRING -> {
                StringVector strings = (StringVector) vector;
                writeText(out, strings.arena[row].bytes, strings.start[row], strings.length[row]);
            }
            case LONG -> out.size = LongWriter.write(out.bytes, out.size, ((LongVector) vector).values[row]);
            case TIMESTAMP -> {
                out.bytes[out.size] = '"';
                out.size = TimestampText.write(out.bytes, out.size + 1, ((LongVector) vector).values[row]);
                out.bytes[out.size++] = '"';
            }
            case DATE -> {
                out.bytes[out.size] = '"';
                out.size = DateText.write(out.bytes, out.size + 1, ((LongVector) vector).values[row]);
                out.bytes[out.size++] = '"';
            }
            case DECIMAL ->
                out.size =
                        LongWriter.writeDecimal(out.bytes, out.size, ((LongVector) vector).values[row], type.scale());
            case BOOLEAN -> bool(((BooleanVector) vector).values[row], out);
        }
    }

    private void number(double value, RecentNumbers numbers, ByteArena out) {
        if (Math.abs(value) <= Double.MAX_VALUE) {
            out.size = numbers.write(out.bytes, out.size, value);
        } else {
            nonFinite++;
            writeNull(out);
        }
    }

    private static void writeNull(ByteArena out) {
        word(out, NULL, 4);
    }

    private static void bool(boolean value, ByteArena out) {
        if (value) {
            word(out, 't' | 'r' << 8 | 'u' << 16 | 'e' << 24, 4);
        } else {
            word(out, 'f' | 'a' << 8 | 'l' << 16 | 's' << 24, 4);
            out.bytes[out.size++] = 'e';
        }
    }

    private static void word(ByteArena out, int letters, int count) {
        for (int i = 0; i < count; i++) {
            out.bytes[out.size++] = (byte) (letters >>> (8 * i));
        }
    }

    /** Appends well-formed UTF-8 as a JSON string, quotes included. {@code from} may be {@code out}'s own bytes. */
    public static void writeText(ByteArena out, byte[] from, int start, int length) {
        // As if nothing had to be escaped; what does makes room for itself. Words are copied whole, so up to 7 bytes
        // too many.
        out.ensure(length + VALUE_ROOM);
        byte[] to = out.bytes;
        int p = out.size;
        to[p++] = '"';
        int at = start;
        int end = start + length;
        while (at < end) {
            if (at + 8 <= from.length) {
                long word = (long) JsonScanner.LONGS.get(from, at);
                JsonScanner.LONGS.set(to, p, word);
                long hits = escapes(word);
                int plain = Math.min(hits == 0 ? 8 : Long.numberOfTrailingZeros(hits) >>> 3, end - at);
                at += plain;
                p += plain;
                if (plain == 8 || at == end) {
                    continue;
                }
            }
            byte b = from[at++];
            if (mustEscape(b)) {
                out.size = p;
                out.ensure(end - at + VALUE_ROOM);
                to = out.bytes;
                p = escape(to, p, b);
            } else {
                to[p++] = b;
            }
        }
        to[p++] = '"';
        out.size = p;
    }

    private static boolean mustEscape(byte b) {
        return b == '"' || b == '\\' || (b >= 0 && b < ' ');
    }

    /** The top bit of each byte that must be escaped; above the lowest such byte marks may be false. */
    private static long escapes(long word) {
        return JsonScanner.stops(word) & ~word;
    }

    private static int escape(byte[] to, int at, byte b) {
        int p = at;
        to[p++] = '\\';
        switch (b) {
            case '\b' -> to[p++] = 'b';
            case '\f' -> to[p++] = 'f';
            case '\n' -> to[p++] = 'n';
            case '\r' -> to[p++] = 'r';
            case '\t' -> to[p++] = 't';
            case '"', '\\' -> to[p++] = b;
            default -> {
                to[p++] = 'u';
                to[p++] = '0';
                to[p++] = '0';
                to[p++] = HEX[b >> 4];
                to[p++] = HEX[b & 15];
            }
        }
        return p;
    }
}
