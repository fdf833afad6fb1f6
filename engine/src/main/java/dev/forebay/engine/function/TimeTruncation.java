package dev.forebay.engine.function;

import static dev.forebay.engine.function.CivilDate.MICROS_PER_DAY;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.plan.function.TimeUnitName;
import dev.forebay.types.batch.ReasonCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** {@code DATE_TRUNC} and {@code TO_DATE}. */
final class TimeTruncation {
    private static final long MICROS = 1_000_000L;

    private TimeTruncation() {}

    static void addTo(KernelTable table) {
        table.failingRowsBound("DATE_TRUNC(string,date)", ReasonCode.OVERFLOW, TimeArithmetic.RANGE, call -> {
            TimeUnitName unit = unit(call);
            return row -> TimeArithmetic.giveDay(row, firstDay(row.integer(1), unit));
        });
        table.failingRowsBound("DATE_TRUNC(string,timestamp)", ReasonCode.OVERFLOW, TimeArithmetic.RANGE, call -> {
            TimeUnitName unit = unit(call);
            return row -> TimeArithmetic.giveMicros(row, inUtc(row.integer(1), unit));
        });
        table.failingRowsBound(
                "DATE_TRUNC(string,timestamp,string)", ReasonCode.OVERFLOW, TimeArithmetic.RANGE, call -> {
                    TimeUnitName unit = unit(call);
                    ZoneClock clock = ZoneClock.of(call, 2);
                    return row -> TimeArithmetic.giveMicros(row, inZone(row.integer(1), unit, clock));
                });
        table.rows("TO_DATE(timestamp)", row -> row.give(Math.floorDiv(row.integer(0), MICROS_PER_DAY)));
        table.failingRowsBound("TO_DATE(timestamp,string)", ReasonCode.OVERFLOW, TimeArithmetic.RANGE, call -> {
            ZoneClock clock = ZoneClock.of(call, 1);
            return row -> TimeArithmetic.giveDay(row, Math.floorDiv(clock.local(row.integer(0)), MICROS_PER_DAY));
        });
    }

    private static TimeUnitName unit(Call call) {
        return TimeUnitName.of((String) RegularExpressions.constant(call, 0)).orElseThrow();
    }

    private static long firstDay(long day, TimeUnitName unit) {
        int date = CivilDate.of(day);
        return switch (unit) {
            case SECOND, MINUTE, HOUR, DAY -> day;
            case WEEK -> day - CivilDate.dayOfWeek(day) + 1;
            case MONTH -> day - CivilDate.day(date) + 1;
            case QUARTER -> CivilDate.epochDay(CivilDate.year(date), (CivilDate.month(date) - 1) / 3 * 3 + 1, 1);
            case YEAR -> CivilDate.epochDay(CivilDate.year(date), 1, 1);
        };
    }

    private static long inUtc(long micros, TimeUnitName unit) {
        return switch (unit) {
            case SECOND -> Math.floorDiv(micros, MICROS) * MICROS;
            case MINUTE -> Math.floorDiv(micros, 60 * MICROS) * 60 * MICROS;
            case HOUR -> Math.floorDiv(micros, 3_600 * MICROS) * 3_600 * MICROS;
            case DAY, WEEK, MONTH, QUARTER, YEAR ->
                firstDay(Math.floorDiv(micros, MICROS_PER_DAY), unit) * MICROS_PER_DAY;
        };
    }

    private static long inZone(long micros, TimeUnitName unit, ZoneClock clock) {
        return switch (unit) {
            case SECOND -> withinDay(micros, ChronoUnit.SECONDS, clock.zone);
            case MINUTE -> withinDay(micros, ChronoUnit.MINUTES, clock.zone);
            case HOUR -> withinDay(micros, ChronoUnit.HOURS, clock.zone);
            case DAY, WEEK, MONTH, QUARTER, YEAR -> {
                long day = firstDay(Math.floorDiv(clock.local(micros), MICROS_PER_DAY), unit);
                yield micros(LocalDate.ofEpochDay(day).atStartOfDay(clock.zone));
            }
        };
    }

    private static long withinDay(long micros, ChronoUnit unit, ZoneId zone) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
        return micros(instant.atZone(zone).truncatedTo(unit));
    }

    private static long micros(ZonedDateTime time) {
        return time.toEpochSecond() * MICROS + time.getNano() / 1_000;
    }
}
