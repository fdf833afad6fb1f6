package dev.forebay.engine.function;

import static dev.forebay.engine.function.CivilDate.MICROS_PER_DAY;
import static dev.forebay.engine.function.Loop.doubles;
import static dev.forebay.engine.function.Loop.longs;

import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.text.TimestampText;

/** Sums and differences of timestamps and dates, and their numbers since 1970. */
final class TimeArithmetic {
    static final String RANGE = "outside of the years 0 to 9999";

    /** What stands for a result that is out of range. */
    static final long NONE = Long.MIN_VALUE;

    private TimeArithmetic() {}

    static void addTo(KernelTable table) {
        between(table, "SECONDS_BETWEEN", 1e6);
        between(table, "MINUTES_BETWEEN", 6e7);
        between(table, "HOURS_BETWEEN", 3.6e9);
        between(table, "DAYS_BETWEEN", 8.64e10);
        table.rows("DAYS_BETWEEN(date,date)", row -> row.give(row.integer(1) - row.integer(0)));
        wholeBetween(table, "MONTHS_BETWEEN", 1);
        wholeBetween(table, "YEARS_BETWEEN", 12);
        add(table, "ADD_SECONDS", 1_000_000L);
        add(table, "ADD_MINUTES", 60_000_000L);
        add(table, "ADD_HOURS", 3_600_000_000L);
        add(table, "ADD_DAYS", MICROS_PER_DAY);
        day(table, "ADD_DAYS(date,long)", row -> plusDays(row.integer(0), row.integer(1)));
        day(table, "ADD_MONTHS(date,long)", row -> CivilDate.plusMonths(row.integer(0), row.integer(1)));
        micros(table, "ADD_MONTHS(timestamp,long)", row -> plusMonths(row.integer(0), row.integer(1)));
        addEpochs(table);
        table.failingRows("MAKE_DATE(long,long,long)", ReasonCode.DOMAIN, "no such day", TimeArithmetic::makeDate);
    }

    /** A time that a row gives, or {@link #NONE}. */
    interface TimeOfRow {
        long of(Row row);
    }

    static void micros(KernelTable table, String id, TimeOfRow time) {
        table.failingRows(id, ReasonCode.OVERFLOW, RANGE, row -> giveMicros(row, time.of(row)));
    }

    private static void day(KernelTable table, String id, TimeOfRow time) {
        table.failingRows(id, ReasonCode.OVERFLOW, RANGE, row -> giveDay(row, time.of(row)));
    }

    static void giveMicros(Row row, long micros) {
        row.give(micros);
        if (micros < TimestampText.MIN_MICROS || micros > TimestampText.MAX_MICROS) {
            row.fail();
        }
    }

    static void giveDay(Row row, long day) {
        row.give(day);
        if (day < CivilDate.MIN_DAY || day > CivilDate.MAX_DAY) {
            row.fail();
        }
    }

    private static void between(KernelTable table, String function, double micros) {
        table.loop(function + "(timestamp,timestamp)", (in, out, rows) -> {
            long[] x = longs(in[0]);
            long[] y = longs(in[1]);
            double[] z = doubles(out);
            for (int i = 0; i < rows; i++) {
                z[i] = (y[i] - x[i]) / micros;
            }
        });
    }

    private static void wholeBetween(KernelTable table, String function, int months) {
        table.rows(
                function + "(date,date)",
                row -> row.give(CivilDate.monthsBetween(row.integer(0), row.integer(1)) / months));
        table.rows(
                function + "(timestamp,timestamp)",
                row -> row.give(monthsBetween(row.integer(0), row.integer(1)) / months));
    }

    /** A day that is not full yet does not count. */
    private static long monthsBetween(long from, long to) {
        long fromDay = Math.floorDiv(from, MICROS_PER_DAY);
        long toDay = Math.floorDiv(to, MICROS_PER_DAY);
        long fromTime = Math.floorMod(from, MICROS_PER_DAY);
        long toTime = Math.floorMod(to, MICROS_PER_DAY);
        if (toDay > fromDay && toTime < fromTime) {
            toDay--;
        } else if (toDay < fromDay && toTime > fromTime) {
            toDay++;
        }
        return CivilDate.monthsBetween(fromDay, toDay);
    }

    private static void add(KernelTable table, String function, long unit) {
        micros(table, function + "(timestamp,long)", row -> {
            long n = row.integer(1);
            // more than this leaves the range from anywhere in it
            boolean tooFar = n > Long.MAX_VALUE / 2 / unit || n < -(Long.MAX_VALUE / 2 / unit);
            return tooFar ? NONE : row.integer(0) + n * unit;
        });
    }

    private static long plusDays(long day, long n) {
        return n > 10_000_000 || n < -10_000_000 ? NONE : day + n;
    }

    private static long plusMonths(long micros, long months) {
        long day = CivilDate.plusMonths(Math.floorDiv(micros, MICROS_PER_DAY), months);
        return day == NONE ? NONE : day * MICROS_PER_DAY + Math.floorMod(micros, MICROS_PER_DAY);
    }

    private static void addEpochs(KernelTable table) {
        table.rows("EPOCH_SECONDS(timestamp)", row -> row.give(Math.floorDiv(row.integer(0), 1_000_000L)));
        table.rows("EPOCH_MILLIS(timestamp)", row -> row.give(Math.floorDiv(row.integer(0), 1_000L)));
        table.rows("EPOCH_MICROS(timestamp)", row -> row.give(row.integer(0)));
        micros(table, "FROM_EPOCH_SECONDS(long)", row -> Decimals.times(row.integer(0), 1_000_000L));
        micros(table, "FROM_EPOCH_MILLIS(long)", row -> Decimals.times(row.integer(0), 1_000L));
        micros(table, "FROM_EPOCH_MICROS(long)", row -> row.integer(0));
    }

    private static void makeDate(Row row) {
        long year = row.integer(0);
        long month = row.integer(1);
        long day = row.integer(2);
        boolean exists = year >= 0
                && year <= 9999
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= CivilDate.daysInMonth(year, (int) month);
        if (exists) {
            row.give(CivilDate.epochDay(year, (int) month, (int) day));
        } else {
            row.fail();
        }
    }
}
