package dev.forebay.testing.expression;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Parts of the calendar and the clock, and the beginnings of units, as {@code java.time} has them. */
final class Calendar {
    private Calendar() {}

    static void register(Map<String, Interpretation> into) {
        ofDay(into, "YEAR", LocalDate::getYear);
        ofDay(into, "QUARTER", day -> day.get(IsoFields.QUARTER_OF_YEAR));
        ofDay(into, "MONTH", LocalDate::getMonthValue);
        ofDay(into, "WEEK", day -> day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        ofDay(into, "DAY", LocalDate::getDayOfMonth);
        ofDay(into, "DAY_OF_WEEK", day -> day.getDayOfWeek().getValue());
        ofDay(into, "DAY_OF_YEAR", LocalDate::getDayOfYear);
        ofDay(into, "DAYS_IN_MONTH", LocalDate::lengthOfMonth);
        into.put("IS_WEEKEND", args -> {
            DayOfWeek day = day(args).getDayOfWeek();
            return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        });
        ofClock(into, "HOUR", ZonedDateTime::getHour);
        ofClock(into, "MINUTE", ZonedDateTime::getMinute);
        ofClock(into, "SECOND", ZonedDateTime::getSecond);
        ofClock(into, "MILLISECOND", time -> time.get(ChronoField.MILLI_OF_SECOND));
        ofClock(into, "SECOND_OF_DAY", time -> time.get(ChronoField.SECOND_OF_DAY));
        into.put("UTC_OFFSET_SECONDS", args -> (long) zoned(args).getOffset().getTotalSeconds());
        into.put("TO_DATE", args -> Values.inRange(zoned(args).toLocalDate()));
        into.put("DATE_TRUNC", Calendar::truncate);
        into.put("MAKE_DATE", Calendar::makeDate);
    }

    private static void ofDay(Map<String, Interpretation> into, String name, ToLongFunction<LocalDate> part) {
        into.put(name, args -> part.applyAsLong(day(args)));
    }

    private static void ofClock(Map<String, Interpretation> into, String name, ToLongFunction<ZonedDateTime> part) {
        into.put(name, args -> part.applyAsLong(zoned(args)));
    }

    private static LocalDate day(Arguments args) {
        return args.get(0) instanceof LocalDate date ? date : zoned(args).toLocalDate();
    }

    private static ZonedDateTime zoned(Arguments args) {
        return args.instant(0).atZone(args.has(1) ? ZoneId.of(args.text(1)) : ZoneOffset.UTC);
    }

    private static Object truncate(Arguments args) {
        String unit = args.text(0).toLowerCase(Locale.ROOT);
        if (args.get(1) instanceof LocalDate date) {
            return Values.inRange(firstDay(unit, date));
        }
        ZoneId zone = args.has(2) ? ZoneId.of(args.text(2)) : ZoneOffset.UTC;
        ZonedDateTime time = args.instant(1).atZone(zone);
        Instant start = switch (unit) {
            case "second" -> time.truncatedTo(ChronoUnit.SECONDS).toInstant();
            case "minute" -> time.truncatedTo(ChronoUnit.MINUTES).toInstant();
            case "hour" -> time.truncatedTo(ChronoUnit.HOURS).toInstant();
            default -> firstDay(unit, time.toLocalDate()).atStartOfDay(zone).toInstant();
        };
        return Values.inRange(start);
    }

    private static LocalDate firstDay(String unit, LocalDate day) {
        return switch (unit) {
            case "day" -> day;
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.with(TemporalAdjusters.firstDayOfMonth());
            case "quarter" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case "year" -> day.with(TemporalAdjusters.firstDayOfYear());
            default -> throw new IllegalArgumentException("a date cannot be cut to a " + unit);
        };
    }

    private static LocalDate makeDate(Arguments args) {
        try {
            return Values.inRange(LocalDate.of(
                    Math.toIntExact(args.whole(0)), Math.toIntExact(args.whole(1)), Math.toIntExact(args.whole(2))));
        } catch (ArithmeticException | java.time.DateTimeException | RowFailed e) {
            throw RowFailed.domain("no day " + args.values());
        }
    }
}
