package dev.forebay.benchmarks.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A hand-written reader of flat JSON objects straight from their bytes: what a careful programmer who knows the fields would
 * write. A reader of certain fields extends it. It checks what it reads and nothing else: skipped values may hold what JSON
 * does not allow. That makes it a limit to compare with, not a parser. <b>Threads.</b> One at a time.
 */
public abstract class FlatScanner {

    /** Where the text read last begins and ends (exclusive). */
    protected int textFrom;

    protected int textTo;

    /** The number read last, without its point, and how many of its digits stand behind it; -1 when it had another form. */
    protected long digits;

    protected int decimals;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private byte[] bytes = {};
    private int end;
    private int at;

    /** Takes the object in {@code source[from, to)} and reads its beginning. */
    protected final void begin(byte[] source, int from, int to) {
        bytes = source;
        end = to;
        at = from;
        expect('{');
    }

    /** Reads a name and the colon behind it; answers where the name begins, and {@link #textTo} is where it ends. */
    protected final int name() {
        string();
        int name = textFrom;
        int nameTo = textTo;
        expect(':');
        textTo = nameTo;
        return name;
    }

    protected final byte[] bytes() {
        return bytes;
    }

    /** The first 8 bytes of a text that has as many. */
    protected static long first8(String name) {
        return (long) LONGS.get(name.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** For texts of at least 7 bytes, which are followed by a quote, so that 8 can be read. */
    protected final boolean startsWith(int name, long eight) {
        return (long) LONGS.get(bytes, name) == eight;
    }

    private void expect(char wanted) {
        space();
        if (at >= end || bytes[at] != wanted) {
            throw wrong("expected " + wanted);
        }
        at++;
    }

    /** Whether another field follows; reads what stands between. */
    protected final boolean more() {
        space();
        if (at < end && bytes[at] == ',') {
            at++;
            return true;
        }
        expect('}');
        return false;
    }

    private void space() {
        while (at < end && bytes[at] <= ' ') {
            at++;
        }
    }

    /** Text without escapes; one with an escape is not for this reader. */
    protected final void string() {
        expect('"');
        textFrom = at;
        int i = at;
        while (i + 8 <= end) {
            long eight = (long) LONGS.get(bytes, i);
            long quote = zeroBytes(eight ^ QUOTES);
            long found = quote | zeroBytes(eight ^ BACKSLASHES);
            if (found != 0) {
                i += Long.numberOfTrailingZeros(found) >>> 3;
                break;
            }
            i += 8;
        }
        while (i < end && bytes[i] != '"') {
            if (bytes[i] == '\\') {
                throw wrong("an escape");
            }
            i++;
        }
        if (i >= end) {
            throw wrong("a string without end");
        }
        textTo = i;
        at = i + 1;
    }

    /** The lowest set bit marks the first zero byte; bits above it may be wrong. */
    private static long zeroBytes(long x) {
        return (x - LOW) & ~x & HIGH;
    }

    /** Skips a value. */
    protected final void skip() {
        space();
        if (at < end && bytes[at] == '"') {
            string();
            return;
        }
        int from = at;
        while (at < end && bytes[at] != ',' && bytes[at] != '}') {
            if (bytes[at] == '{' || bytes[at] == '[') {
                throw wrong("a nested value");
            }
            at++;
        }
        if (at == from) {
            throw wrong("no value");
        }
    }

    /** Up to 15 digits and 22 decimals are exact this way; the rest goes to the JDK. */
    protected final double number() {
        space();
        int from = at;
        boolean negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        digits = 0;
        decimals = 0;
        int count = 0;
        boolean point = false;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
                count++;
                decimals += point ? 1 : 0;
            } else if (bytes[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        boolean plain = at < end && bytes[at] != 'e' && bytes[at] != 'E';
        if (!plain || count > 15 || count == 0) {
            return slowNumber(from);
        }
        double value = digits / POWERS_OF_TEN[decimals];
        digits = negative ? -digits : digits;
        return negative ? -value : value;
    }

    private double slowNumber(int from) {
        at = from;
        skip();
        decimals = -1;
        return Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
    }

    protected final IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at byte " + at);
    }
}
