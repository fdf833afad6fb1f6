package dev.forebay.types.text;

/** Dates as {@code YYYY-MM-DD} in the proleptic Gregorian calendar; a date is days since 1970-01-01. */
public final class DateText {
    /** What {@link #parse} answers for what is no date; no date is that far away. */
    public static final long NONE = Long.MIN_VALUE;

    /** Room that {@link #write} may need: more than the text, because digits are written in blocks. */
    public static final int ROOM = 32;

    static final int BYTES = 10;

    private DateText() {}

    /** The date of exactly the ten bytes from {@code from} to before {@code to}, years 0000 to 9999 as timestamps have; {@link #NONE} for all else. */
    public static long parse(byte[] bytes, int from, int to) {
        if (to - from != BYTES) {
            return NONE;
        }
        return days(bytes, from);
    }

    /** The date of the ten bytes at {@code at}, years 0000 to 9999; {@link #NONE} where there is none. The bytes must exist. */
    static long days(byte[] b, int at) {
        int y3 = b[at] - '0';
        int y2 = b[at + 1] - '0';
        int y1 = b[at + 2] - '0';
        int y0 = b[at + 3] - '0';
        int m1 = b[at + 5] - '0';
        int m0 = b[at + 6] - '0';
        int d1 = b[at + 8] - '0';
        int d0 = b[at + 9] - '0';
        int below = y3 | y2 | y1 | y0 | m1 | m0 | d1 | d0;
        int above = (9 - y3) | (9 - y2) | (9 - y1) | (9 - y0) | (9 - m1) | (9 - m0) | (9 - d1) | (9 - d0);
        if ((below | above) < 0 || b[at + 4] != '-' || b[at + 7] != '-') {
            return NONE;
        }
        int year = y3 * 1000 + y2 * 100 + y1 * 10 + y0;
        int month = m1 * 10 + m0;
        int day = d1 * 10 + d0;
        if (month < 1 || month > 12 || day < 1 || (day > 28 && day > lengthOfMonth(year, month))) {
            return NONE;
        }
        return daysOf(year, month, day);
    }

    private static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days of a date in years from 0 on. Counted in years that begin in March, so that a leap day is a year's last. */
    private static long daysOf(int year, int month, int day) {
        int march = month > 2 ? month - 3 : month + 9;
        // One 400-year period is added so that nothing divided is negative.
        int y = (month > 2 ? year : year - 1) + 400;
        int century = y / 100;
        return 365L * y + (y >> 2) - century + (century >> 2) + (153 * march + 2) / 5 + day - 1 - 719468L - 146097L;
    }

    /**
     * Writes a date and returns the index after its last byte. Years outside of 0000 to 9999 are written with a sign and as many
     * digits as they need, at least four (ISO 8601 expanded). Needs {@link #ROOM} bytes.
     */
    public static int write(byte[] out, int at, long days) {
        long shifted = days + 719468L;
        long era = Math.floorDiv(shifted, 146097L);
        int dayOfEra = (int) (shifted - era * 146097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (5 * dayOfYear + 2) / 153;
        int month = march < 10 ? march + 3 : march - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        int p = at;
        if (year >= 0 && year <= 9999) {
            Digits.four(out, p, (int) year);
            p += 4;
        } else {
            p = expandedYear(out, p, year);
        }
        out[p] = '-';
        Digits.two(out, p + 1, month);
        out[p + 3] = '-';
        Digits.two(out, p + 4, dayOfYear - (153 * march + 2) / 5 + 1);
        return p + 6;
    }

    private static int expandedYear(byte[] out, int at, long year) {
        out[at] = (byte) (year < 0 ? '-' : '+');
        long magnitude = Math.abs(year);
        if (magnitude <= 9999) {
            Digits.four(out, at + 1, (int) magnitude);
            return at + 5;
        }
        return LongWriter.unsigned(out, at + 1, magnitude);
    }
}
