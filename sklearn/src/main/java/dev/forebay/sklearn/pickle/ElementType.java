package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.Quoted;
import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an array's elements, as numpy codes it: {@code f8}, {@code i4}, {@code U12}, {@code O8}.
 *
 * @param kind numpy's letter: float, signed, unsigned, boolean, Unicode text, byte text, Object
 * @param bytes the size of an element; 0 for objects, which are no bytes of the array
 * @param bigEndian whether numbers have their highest byte first
 */
record ElementType(char kind, int bytes, boolean bigEndian) {
    private static final Pattern CODE = Pattern.compile("(f[248]|[iu][1248]|b1|O8?|[US][1-9][0-9]{0,5})");

    static ElementType of(String code) throws RefusedException {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            throw new RefusedException(
                    SklearnCode.UNSUPPORTED_ARRAY,
                    "holds a numpy array of type " + Quoted.of(code),
                    "read are: f2, f4, f8, i1 to i8, u1 to u8, b1, text (U, S) and objects (O)");
        }
        char kind = code.charAt(0);
        if (kind == 'O') {
            return new ElementType(kind, 0, false);
        }
        int number = Integer.parseInt(code, 1, code.length(), 10);
        return new ElementType(kind, kind == 'U' ? 4 * number : number, false);
    }

    boolean isObject() {
        return kind == 'O';
    }

    boolean isFloat() {
        return kind == 'f';
    }

    /** The element at {@code offset}; {@code bytes} holds all of it. Not for objects. */
    Value decode(ByteBuffer bytes, int offset) throws RefusedException {
        ByteBuffer in = bytes.duplicate().order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return switch (kind) {
            case 'f' -> new Value.Real(decodeFloat(in, offset));
            case 'b' -> new Value.Bool(in.get(offset) != 0);
            case 'i', 'u' -> new Value.Int(decodeInt(in, offset));
            case 'U' -> new Value.Text(decodeUnicode(in, offset));
            case 'S' -> new Value.Text(decodeBytes(in, offset));
            default -> throw new IllegalStateException("an element of type " + kind);
        };
    }

    private double decodeFloat(ByteBuffer in, int offset) {
        return switch (bytes) {
            case 2 -> halfToDouble(in.getShort(offset));
            case 4 -> in.getFloat(offset);
            default -> in.getDouble(offset);
        };
    }

    /** IEEE binary16: 5 bits of exponent, 10 of fraction. Exact. */
    private static double halfToDouble(short half) {
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        double size = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> (0x400 + fraction) * Math.scalb(1.0, exponent - 25);
        };
        return half < 0 ? -size : size;
    }

    private long decodeInt(ByteBuffer in, int offset) throws RefusedException {
        boolean signed = kind == 'i';
        long value = switch (bytes) {
            case 1 -> signed ? in.get(offset) : in.get(offset) & 0xff;
            case 2 -> signed ? in.getShort(offset) : in.getShort(offset) & 0xffff;
            case 4 -> signed ? in.getInt(offset) : in.getInt(offset) & 0xffff_ffffL;
            default -> in.getLong(offset);
        };
        if (!signed && value < 0) {
            throw new RefusedException(
                    SklearnCode.UNSUPPORTED_ARRAY,
                    "holds a whole number of " + Long.toUnsignedString(value),
                    "read are whole numbers of up to " + Long.MAX_VALUE);
        }
        return value;
    }

    /** UTF-32, filled up with zeros. */
    private String decodeUnicode(ByteBuffer in, int offset) throws RefusedException {
        StringBuilder text = new StringBuilder();
        int zeros = 0;
        for (int i = 0; i < bytes; i += 4) {
            int codePoint = in.getInt(offset + i);
            if (codePoint == 0) {
                zeros++;
                continue;
            }
            if (!Character.isValidCodePoint(codePoint)) {
                throw ByteCursor.malformed("a text holds the code point 0x%x", codePoint);
            }
            text.append("\0".repeat(zeros)).appendCodePoint(codePoint);
            zeros = 0;
        }
        return text.toString();
    }

    /** Latin-1, filled up with zeros. */
    private String decodeBytes(ByteBuffer in, int offset) {
        int length = bytes;
        while (length > 0 && in.get(offset + length - 1) == 0) {
            length--;
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (in.get(offset + i) & 0xff));
        }
        return text.toString();
    }
}
