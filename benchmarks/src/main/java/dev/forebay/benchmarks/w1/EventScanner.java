package dev.forebay.benchmarks.w1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A hand-written reader of the three fields W1 needs, straight from the bytes of one flat JSON object: what a careful
 * programmer who knows the fields would write. Any order of fields; the others are skipped unread. The result is in the
 * public fields until the next {@link #scan}.
 *
 * <p>It checks what it reads and nothing else: skipped values may hold what JSON does not allow. That makes it a limit to
 * compare with, not a parser. <b>Threads.</b> One at a time.
 */
public final class EventScanner {

    /** Where the id's text begins in the array given to {@link #scan}, and where it ends (exclusive). */
    public int idFrom;

    public int idTo;
    public double amount;

    /** 0 to 23, UTC. */
    public int hour;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long TIMESTAM = first8("timestamp");
    private static final long TRANSACT = first8("transaction_id");
    private static final long ON_AMOUN = first8("on_amount");

    private byte[] bytes = {};
    private int end;
    private int at;
    private int textFrom;
    private int textTo;

    /**
     * Reads the object in {@code bytes[from, to)}.
     *
     * @throws IllegalArgumentException when it is not one, or a field is missing or has another form
     */
    public void scan(byte[] source, int from, int to) {
        bytes = source;
        end = to;
        at = from;
        int missing = 7;
        expect('{');
        do {
            string();
            int length = textTo - textFrom;
            int name = textFrom;
            expect(':');
            if (length == 14 && startsWith(name, TRANSACT)) {
                string();
                idFrom = textFrom;
                idTo = textTo;
                missing &= ~1;
            } else if (length == 9 && startsWith(name, TIMESTAM)) {
                string();
                hour = hourOf(textFrom, textTo);
                missing &= ~2;
            } else if (length == 18 && startsWith(name, TRANSACT) && startsWith(name + 9, ON_AMOUN)) {
                amount = number();
                missing &= ~4;
            } else {
                skip();
            }
        } while (more());
        if (missing != 0) {
            throw wrong("a field is missing");
        }
    }

    private static long first8(String name) {
        return (long) LONGS.get(name.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** Names are at least 9 bytes, followed by a quote, so 8 can be read. */
    private boolean startsWith(int name, long eight) {
        return (long) LONGS.get(bytes, name) == eight;
    }

    private void expect(char wanted) {
        space();
        if (at >= end || bytes[at] != wanted) {
            throw wrong("expected " + wanted);
        }
        at++;
    }

    private boolean more() {
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
    private void string() {
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

    private void skip() {
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
    private double number() {
        space();
        int from = at;
        boolean negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        long digits = 0;
        int count = 0;
        int decimals = 0;
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
        return negative ? -value : value;
    }

    private double slowNumber(int from) {
        at = from;
        skip();
        return Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
    }

    private int hourOf(int from, int to) {
        if (to - from == 20 && bytes[from + 10] == 'T' && bytes[from + 13] == ':' && bytes[from + 19] == 'Z') {
            int value = 10 * (bytes[from + 11] - '0') + bytes[from + 12] - '0';
            if (value >= 0 && value < 24) {
                return value;
            }
        }
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        return Instant.parse(text).atOffset(ZoneOffset.UTC).getHour();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at byte " + at);
    }
}
