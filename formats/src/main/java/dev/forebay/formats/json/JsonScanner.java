package dev.forebay.formats.json;

import dev.forebay.types.text.DecimalText;
import dev.forebay.types.text.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The syntax of JSON as RFC 8259 has it, over bytes; also checks that strings are well-formed UTF-8.
 *
 * <p>Each method takes the index where something begins and returns the index after it, or -1 after noting what went wrong where.
 *
 * <p>Ends are not tested for: the byte at {@link #end} is 0, which is legal nowhere in JSON, so every loop stops there. At least
 * {@value #SLACK} readable bytes stand from {@code end} on, so that eight can be read at any index.
 */
final class JsonScanner {
    static final int SLACK = 8;

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int MAX_FAST_DIGITS = 18;

    private final int maxDepth;
    /** For each open container of the value being skipped: whether it is an object. */
    private final long[] objects;

    byte[] bytes = new byte[SLACK];
    int end;

    /** Whether the string last read has a backslash. */
    boolean escaped;

    /** The number last read. */
    final DecimalText number = new DecimalText();

    /** What should have stood at {@link #failedAt}; null where nothing failed. */
    @Nullable
    String expected;

    int failedAt;
    boolean tooDeep;

    JsonScanner(int maxDepth) {
        this.maxDepth = maxDepth;
        this.objects = new long[(maxDepth >> 6) + 1];
    }

    /** Begins a record; the caller has put 0 at {@code recordEnd}. */
    void start(byte[] in, int recordEnd) {
        bytes = in;
        end = recordEnd;
        expected = null;
        tooDeep = false;
    }

    int fail(int at, String what) {
        expected = what;
        failedAt = at;
        return -1;
    }

    int failTooDeep(int at) {
        tooDeep = true;
        return fail(at, "no deeper nesting");
    }

    boolean isTooDeep(int depth) {
        return depth > maxDepth;
    }

    int whitespace(int from) {
        byte[] b = bytes;
        int at = from;
        while (b[at] == ' ' || b[at] == '\n' || b[at] == '\r' || b[at] == '\t') {
            at++;
        }
        return at;
    }

    /** A string whose opening quote stands before {@code from}; sets {@link #escaped}. */
    int string(int from) {
        byte[] b = bytes;
        int at = from;
        escaped = false;
        while (true) {
            long word = (long) LONGS.get(b, at);
            long hits = stops(word);
            if (hits == 0) {
                at += 8;
                continue;
            }
            at += Long.numberOfTrailingZeros(hits) >>> 3;
            if (b[at] == '"') {
                return at + 1;
            }
            at = special(at);
            if (at < 0) {
                return -1;
            }
        }
    }

    /** The top bit of each byte that ends a plain run of a string: a quote, a backslash, a control, anything not ASCII. */
    static long stops(long word) {
        long quote = word ^ ONES * '"';
        long backslash = word ^ ONES * '\\';
        // Borrows can mark bytes above a true mark; only the lowest mark counts.
        return ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (word - ONES * ' ' & ~word) | word) & HIGHS;
    }

    /** An escape or a run of characters that are not ASCII. */
    private int special(int from) {
        byte[] b = bytes;
        if (b[from] == '\\') {
            escaped = true;
            return escape(from + 1);
        }
        int at = from;
        while (b[at] < 0) {
            int length = Utf8.lengthAt(b, at, end);
            if (length == 0) {
                return fail(at, "well-formed UTF-8");
            }
            at += length;
        }
        if (at == from) {
            return fail(
                    at,
                    at == end
                            ? "the string's closing '\"'"
                            : "an escape: control characters may not stand in a string");
        }
        return at;
    }

    private int escape(int at) {
        return switch (bytes[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' -> unicodeEscape(at + 1);
            default -> fail(at, "one of \" \\ / b f n r t u after a backslash");
        };
    }

    private int unicodeEscape(int from) {
        for (int at = from; at < from + 4; at++) {
            if (hex(bytes[at]) < 0) {
                return fail(at, "four hexadecimal digits after \\u");
            }
        }
        return from + 4;
    }

    static int hex(byte digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int letter = digit | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    static boolean startsNumber(byte b) {
        return b == '-' || (b >= '0' && b <= '9');
    }

    /** A number; leaves it in {@link #number}. */
    int number(int from) {
        byte[] b = bytes;
        int at = from;
        boolean negative = b[at] == '-';
        if (negative) {
            at++;
        }
        int digitsFrom = at;
        long mantissa = 0;
        if (b[at] == '0') {
            at++;
        } else {
            int digit = b[at] - '0';
            if (digit < 0 || digit > 9) {
                return fail(at, "a digit");
            }
            do {
                mantissa = mantissa * 10 + digit;
                digit = b[++at] - '0';
            } while (digit >= 0 && digit <= 9);
        }
        int digits = at - digitsFrom;
        int exponent = 0;
        if (b[at] == '.') {
            int fractionFrom = ++at;
            int digit = b[at] - '0';
            if (digit < 0 || digit > 9) {
                return fail(at, "a digit after the point");
            }
            do {
                mantissa = mantissa * 10 + digit;
                digit = b[++at] - '0';
            } while (digit >= 0 && digit <= 9);
            exponent = fractionFrom - at;
            digits -= exponent;
        }
        if ((b[at] | 0x20) == 'e') {
            at = exponent(at + 1);
            if (at >= 0) {
                number.scan(b, from, at);
            }
            return at;
        }
        if (digits <= MAX_FAST_DIGITS) {
            number.set(negative, mantissa, exponent);
        } else {
            number.scan(b, from, at);
        }
        return at;
    }

    private int exponent(int from) {
        byte[] b = bytes;
        int at = from;
        if (b[at] == '+' || b[at] == '-') {
            at++;
        }
        int digitsFrom = at;
        while (b[at] >= '0' && b[at] <= '9') {
            at++;
        }
        return at == digitsFrom ? fail(at, "a digit in the exponent") : at;
    }

    int literal(int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return fail(at, "a value");
            }
        }
        return at + word.length();
    }

    /** Any value at all, checked and not kept; {@code depth} containers are open around it. */
    int skip(int at, int depth) {
        byte first = bytes[at];
        if (first == '"') {
            return string(at + 1);
        }
        return first == '{' || first == '[' ? container(at, depth) : scalar(at);
    }

    private int scalar(int at) {
        return switch (bytes[at]) {
            case '"' -> string(at + 1);
            case 't' -> literal(at, "true");
            case 'f' -> literal(at, "false");
            case 'n' -> literal(at, "null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(at);
            default -> fail(at, "a value");
        };
    }

    /** A loop, not a recursion: the depth of the input must not become the depth of the stack. */
    private int container(int from, int depth) {
        byte[] b = bytes;
        int at = from;
        int level = depth;
        boolean object = false;
        boolean opened = true;
        while (true) {
            if (opened) {
                if (isTooDeep(++level)) {
                    return failTooDeep(at);
                }
                object = b[at] == '{';
                setObject(level, object);
                at = whitespace(at + 1);
            }
            if (!opened || b[at] != (object ? '}' : ']')) {
                at = object ? member(at) : at;
                if (at < 0) {
                    return -1;
                }
                opened = b[at] == '{' || b[at] == '[';
                if (opened) {
                    continue;
                }
                at = scalar(at);
                if (at < 0) {
                    return -1;
                }
                at = whitespace(at);
            }
            while (b[at] != ',') {
                if (b[at] != (object ? '}' : ']')) {
                    return fail(at, object ? "',' or '}'" : "',' or ']'");
                }
                at++;
                if (--level == depth) {
                    return at;
                }
                object = isObject(level);
                at = whitespace(at);
            }
            at = whitespace(at + 1);
            opened = false;
        }
    }

    private void setObject(int level, boolean object) {
        long bit = 1L << level;
        if (object) {
            objects[level >> 6] |= bit;
        } else {
            objects[level >> 6] &= ~bit;
        }
    }

    private boolean isObject(int level) {
        return (objects[level >> 6] & 1L << level) != 0;
    }

    private int member(int at) {
        if (bytes[at] != '"') {
            return fail(at, "a key in quotes");
        }
        int after = string(at + 1);
        return after < 0 ? -1 : colon(after);
    }

    /** A colon with whitespace around it. */
    int colon(int from) {
        int at = whitespace(from);
        return bytes[at] == ':' ? whitespace(at + 1) : fail(at, "':'");
    }
}
