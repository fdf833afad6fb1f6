package dev.forebay.engine.function;

import dev.forebay.types.text.TimestampText;

/**
 * Days since 1970-01-01 as years, months and days of the proleptic Gregorian calendar, without objects: a date is packed into
 * an int as {@code year * 512 + month * 32 + day}. <b>Source</b>: H. Hinnant, <i>chrono-compatible low-level date
 * algorithms</i>, 2013.
 */
final class CivilDate {
    static final long MICROS_PER_DAY = 86_400_000_000L;
    static final long MIN_DAY = Math.floorDiv(TimestampText.MIN_MICROS, MICROS_PER_DAY);
    static final long MAX_DAY = Math.floorDiv(TimestampText.MAX_MICROS, MICROS_PER_DAY);

    private CivilDate() {}

    static int of(long epochDay) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * fromMarch + 2) / 5 + 1;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        return year * 512 + month * 32 + day;
    }

    static int year(int date) {
        return date >> 9;
    }

    static int month(int date) {
        return date >> 5 & 15;
    }

    static int day(int date) {
        return date & 31;
    }

    /** Months since year 0, from 0. */
    static long prolepticMonth(int date) {
        return year(date) * 12L + month(date) - 1;
    }

    static long epochDay(long year, int month, int day) {
        long marchYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(marchYear, 400L);
        long yearOfEra = marchYear - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    static int daysInMonth(long year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Monday 1 to Sunday 7. */
    static int dayOfWeek(long epochDay) {
        return (int) Math.floorMod(epochDay + 3, 7L) + 1;
    }

    static long dayOfYear(long epochDay) {
        return epochDay - epochDay(year(of(epochDay)), 1, 1) + 1;
    }

    /** The number of the ISO week: that of the week's Thursday in its own year. */
    static long isoWeek(long epochDay) {
        long thursday = epochDay - dayOfWeek(epochDay) + 4;
        return (dayOfYear(thursday) - 1) / 7 + 1;
    }

    /** Moved by months; past the end of a month it is its last day. {@link Long#MIN_VALUE} where that is out of range. */
    static long plusMonths(long epochDay, long months) {
        int date = of(epochDay);
        if (months < -120_000 || months > 120_000) {
            return Long.MIN_VALUE;
        }
        long month = prolepticMonth(date) + months;
        long year = Math.floorDiv(month, 12L);
        int monthOfYear = (int) Math.floorMod(month, 12L) + 1;
        long moved = epochDay(year, monthOfYear, Math.min(day(date), daysInMonth(year, monthOfYear)));
        return moved < MIN_DAY || moved > MAX_DAY ? Long.MIN_VALUE : moved;
    }

    /** The whole months from one date to another, towards zero. */
    static long monthsBetween(long fromDay, long toDay) {
        int from = of(fromDay);
        int to = of(toDay);
        return (prolepticMonth(to) * 32 + day(to) - prolepticMonth(from) * 32 - day(from)) / 32;
    }
}
