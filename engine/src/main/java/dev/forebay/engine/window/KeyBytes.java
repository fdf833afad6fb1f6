package dev.forebay.engine.window;

import dev.forebay.engine.expression.Values;
import dev.forebay.engine.function.TextCasts;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys as bytes: equal keys have equal bytes. A text alone is its own bytes. */
final class KeyBytes {
    private static final long NAN = Double.doubleToLongBits(Double.NaN);

    private KeyBytes() {}

    /** Appends the values of a row, each of which is there. */
    static void write(Vector[] columns, int row, ByteArena to) {
        if (columns.length == 1 && columns[0] instanceof StringVector column) {
            to.append(column.arena[row].bytes, column.start[row], column.length[row]);
            return;
        }
        for (Vector column : columns) {
            write(column, row, to);
        }
    }

    private static void write(Vector column, int row, ByteArena to) {
        if (column instanceof LongVector longs) {
            writeWord(longs.values[row], to);
        } else if (column instanceof DoubleVector doubles) {
            double value = doubles.values[row];
            writeWord(Double.isNaN(value) ? NAN : Double.doubleToRawLongBits(value + 0.0), to);
        } else if (column instanceof BooleanVector booleans) {
            to.ensure(1);
            to.bytes[to.size++] = (byte) (booleans.values[row] ? 1 : 0);
        } else {
            StringVector strings = (StringVector) column;
            writeWord(strings.length[row], to);
            to.append(strings.arena[row].bytes, strings.start[row], strings.length[row]);
        }
    }

    private static void writeWord(long word, ByteArena to) {
        to.ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            to.bytes[to.size++] = (byte) (word >>> shift);
        }
    }

    /**
     * The key that people write so.
     *
     * @throws IllegalArgumentException where a text is no value of its column's type
     */
    static byte[] parse(List<Type> types, List<String> texts) {
        Vector[] columns = new Vector[types.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = parse(types.get(i), texts.get(i));
        }
        ByteArena key = new ByteArena(64);
        write(columns, 0, key);
        return Arrays.copyOf(key.bytes, key.size);
    }

    private static Vector parse(Type type, String text) {
        StringVector from = new StringVector(1);
        from.set(0, new ByteArena(64), text);
        if (type.kind() == Type.Kind.STRING) {
            return from;
        }
        Vector value = Vector.of(type, 1);
        TextCasts.fromText(type).run(new Vector[] {from}, value, 1);
        if (!value.isValid(0)) {
            throw new IllegalArgumentException("'" + text + "' is no " + type);
        }
        return value;
    }

    /** A key's values as people read them. */
    static List<String> texts(List<Type> types, byte[] key) {
        if (types.size() == 1 && types.get(0).kind() == Type.Kind.STRING) {
            return List.of(new String(key, StandardCharsets.UTF_8));
        }
        ByteBuffer from = ByteBuffer.wrap(key);
        List<String> texts = new ArrayList<>();
        for (Type type : types) {
            texts.add(text(type, from));
        }
        return texts;
    }

    private static String text(Type type, ByteBuffer from) {
        if (type.kind() == Type.Kind.STRING) {
            byte[] text = new byte[(int) from.getLong()];
            from.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }
        Vector value = Vector.of(type, 1);
        if (value instanceof BooleanVector booleans) {
            booleans.values[0] = from.get() != 0;
        } else if (value instanceof DoubleVector doubles) {
            doubles.values[0] = from.getDouble();
        } else {
            ((LongVector) value).values[0] = from.getLong();
        }
        return Values.text(value, 0);
    }
}
