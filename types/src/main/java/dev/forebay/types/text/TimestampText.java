package dev.forebay.types.text;

/**
 * Timestamps as RFC 3339 writes them; a timestamp is microseconds since 1970-01-01T00:00:00Z.
 *
 * <p>Read: {@code YYYY-MM-DD}, then {@code T}, {@code t} or a space, then {@code hh:mm:ss}, then any number of digits after a
 * point, then {@code Z}, {@code z}, {@code +hh:mm}, {@code -hh:mm} or nothing, which means UTC. Digits finer than a microsecond are
 * floored. Years are 0000 to 9999, before and after the zone is taken off. A leap second, {@code 23:59:60} in UTC, is the first
 * second of the next day, as POSIX counts.
 */
public final class TimestampText {
    /** What {@link #parse} answers for what is no timestamp; no timestamp is that far away. */
    public static final long NONE = Long.MIN_VALUE;

    /** 0000-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z: what can be read can be written. */
    public static final long MIN_MICROS = -62_167_219_200_000_000L;

    public static final long MAX_MICROS = 253_402_300_799_999_999L;

    /** Room that {@link #write} may need: more than the text, because digits are written in blocks. */
    public static final int ROOM = 56;

    private static final int SHORTEST = 19;
    private static final long DAY_SECONDS = 86_400;
    private static final long SECOND = 1_000_000;
    private static final int[] MICROS_OF_DIGIT = {100_000, 10_000, 1_000, 100, 10, 1};

    private TimestampText() {}

    /** The timestamp of exactly the bytes from {@code from} to before {@code to}; {@link #NONE} for all else. */
    public static long parse(byte[] b, int from, int to) {
        if (to - from < SHORTEST) {
            return NONE;
        }
        long days = DateText.days(b, from);
        int separator = b[from + 10];
        if (days == DateText.NONE || ((separator | 0x20) != 't' && separator != ' ')) {
            return NONE;
        }
        int second = secondOfDay(b, from + 11);
        if (second < 0) {
            return NONE;
        }
        boolean leap = b[from + 17] == '6';
        long seconds = days * DAY_SECONDS + second;
        int at = from + SHORTEST;
        if (!leap && at + 1 == to && (b[at] | 0x20) == 'z') {
            return seconds * SECOND;
        }
        return withRest(b, at, to, seconds, leap);
    }

    /** The seconds of {@code hh:mm:ss} at {@code at}, 60 seconds included; negative where there is no such time. */
    private static int secondOfDay(byte[] b, int at) {
        int h1 = b[at] - '0';
        int h0 = b[at + 1] - '0';
        int m1 = b[at + 3] - '0';
        int m0 = b[at + 4] - '0';
        int s1 = b[at + 6] - '0';
        int s0 = b[at + 7] - '0';
        int below = h1 | h0 | m1 | m0 | s1 | s0;
        int above = (9 - h0) | (5 - m1) | (9 - m0) | (9 - s0);
        int hour = h1 * 10 + h0;
        int second = s1 * 10 + s0;
        if ((below | above | (23 - hour) | (60 - second)) < 0 || b[at + 2] != ':' || b[at + 5] != ':') {
            return -1;
        }
        return hour * 3600 + (m1 * 10 + m0) * 60 + second;
    }

    private static long withRest(byte[] b, int from, int to, long local, boolean leap) {
        int at = from;
        long fraction = 0;
        if (at < to && b[at] == '.') {
            int start = ++at;
            for (; at < to && b[at] >= '0' && b[at] <= '9'; at++) {
                if (at - start < MICROS_OF_DIGIT.length) {
                    fraction += (long) (b[at] - '0') * MICROS_OF_DIGIT[at - start];
                }
            }
            if (at == start) {
                return NONE;
            }
        }
        long seconds = local;
        if (to - at == 6 && (b[at] == '+' || b[at] == '-')) {
            int offset = offsetSeconds(b, at);
            if (offset < 0) {
                return NONE;
            }
            seconds -= b[at] == '+' ? offset : -offset;
        } else if (at != to && (to - at != 1 || (b[at] | 0x20) != 'z')) {
            return NONE;
        }
        if (leap && Math.floorMod(seconds, DAY_SECONDS) != 0) {
            return NONE;
        }
        long micros = seconds * SECOND + fraction;
        return micros < MIN_MICROS || micros > MAX_MICROS ? NONE : micros;
    }

    private static int offsetSeconds(byte[] b, int at) {
        int h1 = b[at + 1] - '0';
        int h0 = b[at + 2] - '0';
        int m1 = b[at + 4] - '0';
        int m0 = b[at + 5] - '0';
        int hour = h1 * 10 + h0;
        if ((h1 | h0 | m1 | m0 | (9 - h0) | (9 - m0) | (5 - m1) | (23 - hour)) < 0 || b[at + 3] != ':') {
            return -1;
        }
        return hour * 3600 + (m1 * 10 + m0) * 60;
    }

    /**
     * Writes a timestamp in UTC with a {@code T} and a {@code Z}, a point and digits only as far as they are not zero, and returns the
     * index after its last byte. Years outside of 0000 to 9999 are written as {@link DateText#write} does. Needs {@link #ROOM}
     * bytes.
     */
    public static int write(byte[] out, int at, long micros) {
        long seconds = Math.floorDiv(micros, SECOND);
        int fraction = (int) (micros - seconds * SECOND);
        long days = Math.floorDiv(seconds, DAY_SECONDS);
        int second = (int) (seconds - days * DAY_SECONDS);
        int p = DateText.write(out, at, days);
        int hour = second / 3600;
        int minute = second / 60 - hour * 60;
        out[p] = 'T';
        Digits.two(out, p + 1, hour);
        out[p + 3] = ':';
        Digits.two(out, p + 4, minute);
        out[p + 6] = ':';
        Digits.two(out, p + 7, second % 60);
        p += 9;
        if (fraction != 0) {
            long digits = Digits.eight(fraction * 100);
            out[p] = '.';
            Digits.LONGS.set(out, p + 1, digits + Digits.ZEROS);
            p += 9 - (Long.numberOfLeadingZeros(digits) >>> 3);
        }
        out[p] = 'Z';
        return p + 1;
    }
}
