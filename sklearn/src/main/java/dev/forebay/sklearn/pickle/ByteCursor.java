package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A place in the bytes of a file that moves forward only and never past the end. Numbers are little-endian. */
final class ByteCursor {
    private static final int LONGEST_LINE = 500;

    private final byte[] data;
    private final ByteBuffer view;
    private int position;

    ByteCursor(byte[] data) {
        this.data = data;
        this.view = ByteBuffer.wrap(data).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return position;
    }

    int left() {
        return data.length - position;
    }

    int unsignedByte() throws RefusedException {
        return view.get(advance(1)) & 0xff;
    }

    int unsignedShort() throws RefusedException {
        return view.getShort(advance(2)) & 0xffff;
    }

    int signedInt() throws RefusedException {
        return view.getInt(advance(4));
    }

    long unsignedInt() throws RefusedException {
        return view.getInt(advance(4)) & 0xffff_ffffL;
    }

    double bigEndianDouble() throws RefusedException {
        return Double.longBitsToDouble(Long.reverseBytes(view.getLong(advance(8))));
    }

    /** A length of 8 bytes, held against the bytes that are left. */
    int longLength(String what) throws RefusedException {
        int at = position;
        long length = view.getLong(advance(8));
        // A length with the top bit set is one of more than 2^63 bytes.
        return requireLeft(length < 0 ? Long.MAX_VALUE : length, what, at);
    }

    /** A length of 4 bytes, held against the bytes that are left. */
    int intLength(String what) throws RefusedException {
        int at = position;
        return requireLeft(unsignedInt(), what, at);
    }

    /** A length of 1 byte, held against the bytes that are left. */
    int byteLength(String what) throws RefusedException {
        int at = position;
        return requireLeft(unsignedByte(), what, at);
    }

    /** {@code length} as an int, if that many bytes are left. */
    int requireLeft(long length, String what, int at) throws RefusedException {
        if (length > left()) {
            throw new RefusedException(
                    SklearnCode.OVERSTATED_LENGTH,
                    String.format(
                            Locale.ROOT,
                            "is cut off or damaged: at byte %,d it announces %s of %,d bytes, but %,d are left",
                            at,
                            what,
                            length,
                            left()),
                    "copy the file again in binary mode, or save it again with joblib.dump");
        }
        return (int) length;
    }

    /** The next {@code length} bytes, shared and not copied; the caller has held the length against what is left. */
    ByteBuffer slice(int length) throws RefusedException {
        return view.slice(advance(length), length);
    }

    /** The next {@code length} bytes as UTF-8; lone surrogates, which Python may write, are refused. */
    String utf8(int length) throws RefusedException {
        int at = position;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(slice(length)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("the text at byte %,d is not UTF-8", at);
        }
    }

    /** The text up to the next line feed, which is passed over. */
    String line() throws RefusedException {
        int start = position;
        int end = start;
        while (end < data.length && data[end] != '\n') {
            end++;
            if (end - start > LONGEST_LINE) {
                throw malformed("the name at byte %,d is longer than any name", start);
            }
        }
        String line = utf8(end - start);
        advance(1);
        return line;
    }

    static RefusedException malformed(String message, Object... arguments) {
        return new RefusedException(
                SklearnCode.MALFORMED_PICKLE,
                "is damaged: " + String.format(Locale.ROOT, message, arguments),
                "copy the file again in binary mode, or save it again with joblib.dump");
    }

    private int advance(int length) throws RefusedException {
        if (length > left()) {
            throw new RefusedException(
                    SklearnCode.TRUNCATED,
                    String.format(Locale.ROOT, "is cut off: it ends at byte %,d, and more was to come", data.length),
                    "copy the file again in binary mode, or save it again with joblib.dump");
        }
        int at = position;
        position += length;
        return at;
    }
}
