package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.texts;

import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.DecimalText;
import dev.forebay.types.text.DoubleWriter;
import dev.forebay.types.text.LongWriter;
import dev.forebay.types.text.TimestampText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Values to texts and texts to values. A text is a value of a type only as a whole, without spaces. */
public final class TextCasts {
    private static final int ROOM = 64;

    private TextCasts() {}

    /** The loop that writes values of a type as texts. It holds the texts of one run. */
    public static Loop toText(Type from) {
        ByteArena arena = new ByteArena(ROOM);
        return (in, out, rows) -> {
            StringVector z = texts(out);
            if (in[0] instanceof StringVector x) {
                copy(x, z, rows);
                return;
            }
            arena.clear();
            for (int i = 0; i < rows; i++) {
                if (z.state[i] == Vector.VALID) {
                    int start = arena.size;
                    write(in[0], i, arena);
                    z.set(i, arena, start, arena.size - start);
                }
            }
        };
    }

    private static void copy(StringVector x, StringVector z, int rows) {
        System.arraycopy(x.arena, 0, z.arena, 0, rows);
        System.arraycopy(x.start, 0, z.start, 0, rows);
        System.arraycopy(x.length, 0, z.length, 0, rows);
    }

    /** Appends the text of a valid row, of any type but string. */
    public static void write(Vector vector, int row, ByteArena to) {
        to.ensure(ROOM);
        if (vector instanceof DoubleVector doubles) {
            writeDouble(doubles.values[row], to);
        } else if (vector instanceof BooleanVector booleans) {
            writeAscii(booleans.values[row] ? "true" : "false", to);
        } else {
            writeLong(vector.type(), ((LongVector) vector).values[row], to);
        }
    }

    private static void writeDouble(double value, ByteArena to) {
        if (Double.isFinite(value)) {
            to.size = DoubleWriter.write(to.bytes, to.size, value);
        } else {
            writeAscii(Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity", to);
        }
    }

    private static void writeLong(Type type, long value, ByteArena to) {
        to.size = switch (type.kind()) {
            case DECIMAL -> LongWriter.writeDecimal(to.bytes, to.size, value, type.scale());
            case TIMESTAMP -> TimestampText.write(to.bytes, to.size, value);
            case DATE -> DateText.write(to.bytes, to.size, value);
            case LONG, BOOLEAN, DOUBLE, STRING -> LongWriter.write(to.bytes, to.size, value);
        };
    }

    private static void writeAscii(String text, ByteArena to) {
        for (int i = 0; i < text.length(); i++) {
            to.bytes[to.size++] = (byte) text.charAt(i);
        }
    }

    /** The loop that reads texts as values of a type. */
    public static Loop fromText(Type to) {
        return new RowLoop(reader(to), true);
    }

    private static RowFunction reader(Type to) {
        DecimalText number = new DecimalText();
        return switch (to.kind()) {
            case STRING -> row -> row.giveSlice(0, row.start(0), row.end(0));
            case BOOLEAN -> TextCasts::readBoolean;
            case LONG -> TextCasts::readLong;
            case DOUBLE -> row -> readDouble(row, number);
            case DECIMAL -> row -> readDecimal(row, number, to);
            case TIMESTAMP ->
                row -> giveUnless(row, TimestampText.parse(row.bytes(0), row.start(0), row.end(0)), TimestampText.NONE);
            case DATE -> row -> giveUnless(row, DateText.parse(row.bytes(0), row.start(0), row.end(0)), DateText.NONE);
        };
    }

    private static void giveUnless(Row row, long value, long none) {
        row.give(value);
        if (value == none) {
            row.fail();
        }
    }

    private static boolean is(Row row, String text) {
        if (row.length(0) != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (row.bytes(0)[row.start(0) + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void readBoolean(Row row) {
        boolean isTrue = is(row, "true");
        row.give(isTrue);
        if (!isTrue && !is(row, "false")) {
            row.fail();
        }
    }

    /** A sign and digits. Counts down from zero, since there is one more number below it than above. */
    private static void readLong(Row row) {
        byte[] bytes = row.bytes(0);
        int at = row.start(0);
        boolean signed = at < row.end(0) && (bytes[at] == '-' || bytes[at] == '+');
        boolean negative = signed && bytes[at] == '-';
        at += signed ? 1 : 0;
        long value = 0;
        boolean fits = at < row.end(0);
        for (; fits && at < row.end(0); at++) {
            int digit = bytes[at] - '0';
            fits = digit >= 0 && digit <= 9 && (value > Long.MIN_VALUE / 10 || atLimit(value, digit));
            value = value * 10 - digit;
        }
        row.give(negative ? value : -value);
        if (!fits || (!negative && value == Long.MIN_VALUE)) {
            row.fail();
        }
    }

    private static boolean atLimit(long value, int digit) {
        return value == Long.MIN_VALUE / 10 && digit <= -(Long.MIN_VALUE % 10);
    }

    private static void readDouble(Row row, DecimalText number) {
        if (number.scan(row.bytes(0), row.start(0), row.end(0))) {
            row.give(number.toDouble(row.bytes(0), row.start(0), row.end(0)));
        } else if (is(row, "NaN")) {
            row.give(Double.NaN);
        } else if (is(row, "Infinity") || is(row, "+Infinity")) {
            row.give(Double.POSITIVE_INFINITY);
        } else if (is(row, "-Infinity")) {
            row.give(Double.NEGATIVE_INFINITY);
        } else {
            row.fail();
        }
    }

    private static void readDecimal(Row row, DecimalText number, Type to) {
        if (!number.scan(row.bytes(0), row.start(0), row.end(0))) {
            row.fail();
            return;
        }
        long units = number.toScaled(to.scale(), false)
                ? Decimals.fit(number.scaled(), to.precision())
                : rounded(row, number, to);
        row.give(units);
        if (units == Decimals.OVERFLOW) {
            row.fail();
        }
    }

    /** Half to even. Only digits that are too fine get here, and what does not fit anyway. */
    private static long rounded(Row row, DecimalText number, Type to) {
        if (!number.toScaled(to.scale(), true)) {
            return Decimals.OVERFLOW;
        }
        String text = new String(row.bytes(0), row.start(0), row.length(0), StandardCharsets.US_ASCII);
        // an exponent far below the scale would make a BigDecimal of millions of digits
        if (Math.abs(Double.parseDouble(text)) < 1e-30) {
            return 0;
        }
        BigDecimal nearest = new BigDecimal(text).setScale(to.scale(), RoundingMode.HALF_EVEN);
        return Decimals.fit(nearest.unscaledValue().longValueExact(), to.precision());
    }
}
