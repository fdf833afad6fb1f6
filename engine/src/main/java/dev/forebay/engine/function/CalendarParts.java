package dev.forebay.engine.function;

import static dev.forebay.engine.function.CivilDate.MICROS_PER_DAY;
import static dev.forebay.engine.function.Loop.booleans;
import static dev.forebay.engine.function.Loop.longs;

import dev.forebay.types.batch.Vector;
import java.util.function.LongUnaryOperator;

/** Parts of calendar and clock: of timestamps in UTC or a zone, and of dates. All by integer arithmetic. */
final class CalendarParts {
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private CalendarParts() {}

    static void addTo(KernelTable table) {
        ofDay(table, "YEAR", day -> CivilDate.year(CivilDate.of(day)));
        ofDay(table, "QUARTER", day -> (CivilDate.month(CivilDate.of(day)) + 2) / 3);
        ofDay(table, "MONTH", day -> CivilDate.month(CivilDate.of(day)));
        ofDay(table, "WEEK", CivilDate::isoWeek);
        ofDay(table, "DAY", day -> CivilDate.day(CivilDate.of(day)));
        ofDay(table, "DAY_OF_WEEK", CivilDate::dayOfWeek);
        ofDay(table, "DAY_OF_YEAR", CivilDate::dayOfYear);
        ofDay(table, "DAYS_IN_MONTH", CalendarParts::daysInMonth);
        table.loop("IS_WEEKEND(timestamp)", (in, out, rows) -> weekend(longs(in[0]), MICROS_PER_DAY, out, rows));
        table.loop("IS_WEEKEND(date)", (in, out, rows) -> weekend(longs(in[0]), 1, out, rows));
        table.rowsBound("IS_WEEKEND(timestamp,string)", call -> {
            ZoneClock clock = ZoneClock.of(call, 1);
            return row -> row.give(isWeekend(Math.floorDiv(clock.local(row.integer(0)), MICROS_PER_DAY)));
        });
        table.loop("HOUR(timestamp)", CalendarParts::hour);
        inZone(table, "HOUR", micros -> Math.floorMod(micros, MICROS_PER_DAY) / HOUR);
        ofClock(table, "MINUTE", micros -> Math.floorMod(micros, HOUR) / MINUTE);
        ofClock(table, "SECOND", micros -> Math.floorMod(micros, MINUTE) / SECOND);
        ofClock(table, "MILLISECOND", micros -> Math.floorMod(micros, SECOND) / 1_000);
        ofClock(table, "SECOND_OF_DAY", micros -> Math.floorMod(micros, MICROS_PER_DAY) / SECOND);
        table.rowsBound("UTC_OFFSET_SECONDS(timestamp,string)", call -> {
            ZoneClock clock = ZoneClock.of(call, 1);
            return row -> row.give(clock.offsetSeconds(row.integer(0)));
        });
    }

    private static void ofDay(KernelTable table, String function, LongUnaryOperator part) {
        table.loop(function + "(date)", each(part));
        ofClock(table, function, micros -> part.applyAsLong(Math.floorDiv(micros, MICROS_PER_DAY)));
    }

    private static void ofClock(KernelTable table, String function, LongUnaryOperator part) {
        table.loop(function + "(timestamp)", each(part));
        inZone(table, function, part);
    }

    private static void inZone(KernelTable table, String function, LongUnaryOperator part) {
        table.rowsBound(function + "(timestamp,string)", call -> {
            ZoneClock clock = ZoneClock.of(call, 1);
            return row -> row.give(part.applyAsLong(clock.local(row.integer(0))));
        });
    }

    private static Loop each(LongUnaryOperator part) {
        return (in, out, rows) -> {
            long[] x = longs(in[0]);
            long[] z = longs(out);
            for (int i = 0; i < rows; i++) {
                z[i] = part.applyAsLong(x[i]);
            }
        };
    }

    private static void hour(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            z[i] = Math.floorMod(x[i], MICROS_PER_DAY) / HOUR;
        }
    }

    private static void weekend(long[] x, long unitsPerDay, Vector out, int rows) {
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = isWeekend(Math.floorDiv(x[i], unitsPerDay));
        }
    }

    private static boolean isWeekend(long day) {
        return CivilDate.dayOfWeek(day) >= 6;
    }

    private static long daysInMonth(long day) {
        int date = CivilDate.of(day);
        return CivilDate.daysInMonth(CivilDate.year(date), CivilDate.month(date));
    }
}
