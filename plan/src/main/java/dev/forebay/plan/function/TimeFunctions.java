package dev.forebay.plan.function;

import java.util.List;

/** Calendar parts, truncation, differences and sums of timestamps and dates. */
final class TimeFunctions {
    private static final String RANGE = "overflow: a result outside of the years 0 to 9999.";

    static final List<Entry> ENTRIES = List.of(
            part("YEAR", "The year.").example("YEAR(TIMESTAMP '2018-04-01T12:30:45Z')", "2018"),
            part("QUARTER", "The quarter of the year, 1 to 4.").example("QUARTER(DATE '2018-04-01')", "2"),
            part("MONTH", "The month, 1 to 12.").example("MONTH(DATE '2018-04-01')", "4"),
            part("WEEK", "The ISO week of its year, 1 to 53.").example("WEEK(DATE '2018-12-31')", "1"),
            part("DAY", "The day of the month, 1 to 31.")
                    .alias("DAY_OF_MONTH")
                    .example("DAY(TIMESTAMP '2018-04-01T23:30:00Z', 'Europe/Paris')", "2"),
            part("DAY_OF_WEEK", "The day of the week, Monday 1 to Sunday 7.")
                    .example("DAY_OF_WEEK(DATE '2018-04-01')", "7"),
            part("DAY_OF_YEAR", "The day of the year, 1 to 366.").example("DAY_OF_YEAR(DATE '2018-02-01')", "32"),
            part("DAYS_IN_MONTH", "How many days its month has.").example("DAYS_IN_MONTH(DATE '2020-02-10')", "29"),
            parameters(entry("IS_WEEKEND", "Whether it is a Saturday or Sunday."))
                    .on("timestamp -> boolean", "timestamp, string -> boolean", "date -> boolean")
                    .example("IS_WEEKEND(DATE '2018-04-01')", "true"),
            clock("HOUR", "The hour of the day, 0 to 23.")
                    .example("HOUR(TIMESTAMP '2018-04-01T12:30:45Z')", "12")
                    .example("HOUR(TIMESTAMP '2018-04-01T12:30:45Z', 'America/New_York')", "8"),
            clock("MINUTE", "The minute of the hour, 0 to 59.")
                    .example("MINUTE(TIMESTAMP '2018-04-01T12:30:45Z')", "30"),
            clock("SECOND", "The second of the minute, 0 to 59.")
                    .example("SECOND(TIMESTAMP '2018-04-01T12:30:45Z')", "45"),
            clock("MILLISECOND", "The millisecond of the second, 0 to 999.")
                    .example("MILLISECOND(TIMESTAMP '2018-04-01T12:30:45.678901Z')", "678"),
            clock("SECOND_OF_DAY", "The whole seconds since midnight on the wall clock.")
                    .example("SECOND_OF_DAY(TIMESTAMP '2018-04-01T01:00:01Z')", "3601"),
            entry("DATE_TRUNC", "The beginning of the unit that it is in.")
                    .constant("unit", ConstantRule.TIME_UNIT)
                    .takes("t", "a timestamp or date")
                    .constant("zone", ConstantRule.ZONE)
                    .on(
                            "string, timestamp -> timestamp!",
                            "string, timestamp, string -> timestamp!",
                            "string, date -> date!")
                    .details(
                            "Weeks begin on Monday; a date is cut to days or longer. In a zone: java.time.ZonedDateTime.truncatedTo for hours and shorter; for days and longer LocalDate.atStartOfDay(zone) of the first day, which is the first moment that day has.")
                    .errors(RANGE)
                    .example("DATE_TRUNC('hour', TIMESTAMP '2018-04-01T12:30:45Z')", "2018-04-01T12:00:00Z")
                    .example("DATE_TRUNC('month', DATE '2018-04-17')", "2018-04-01")
                    .example(
                            "DATE_TRUNC('day', TIMESTAMP '2018-04-01T23:30:00Z', 'Europe/Paris')",
                            "2018-04-01T22:00:00Z"),
            entry("TO_DATE", "The day that it falls on.")
                    .takes("t", "a timestamp")
                    .constant("zone", ConstantRule.ZONE)
                    .on("timestamp -> date", "timestamp, string -> date!")
                    .errors(RANGE)
                    .example("TO_DATE(TIMESTAMP '2018-04-01T23:30:00Z')", "2018-04-01")
                    .example("TO_DATE(TIMESTAMP '2018-04-01T23:30:00Z', '+02:00')", "2018-04-02"),
            between("SECONDS_BETWEEN", "The seconds from a to b, with fractions.", "1e6")
                    .example(
                            "SECONDS_BETWEEN(TIMESTAMP '2018-04-01T00:00:00Z', TIMESTAMP '2018-04-01T00:01:00.5Z')",
                            "60.5"),
            between("MINUTES_BETWEEN", "The minutes from a to b, with fractions.", "6e7")
                    .example(
                            "MINUTES_BETWEEN(TIMESTAMP '2018-04-01T00:00:00Z', TIMESTAMP '2018-04-01T00:01:30Z')",
                            "1.5"),
            between("HOURS_BETWEEN", "The hours from a to b, with fractions.", "3.6e9")
                    .example(
                            "HOURS_BETWEEN(TIMESTAMP '2018-04-01T12:00:00Z', TIMESTAMP '2018-04-01T00:00:00Z')",
                            "-12.0"),
            between(
                            "DAYS_BETWEEN",
                            "The days from a to b: of timestamps in 24 hours with fractions, of dates whole.",
                            "8.64e10")
                    .on("date, date -> long")
                    .example("DAYS_BETWEEN(DATE '2018-04-01', DATE '2018-05-01')", "30")
                    .example("DAYS_BETWEEN(TIMESTAMP '2018-04-01T00:00:00Z', TIMESTAMP '2018-04-02T12:00:00Z')", "1.5"),
            whole("MONTHS_BETWEEN", "The whole months from a to b.")
                    .example("MONTHS_BETWEEN(DATE '2018-01-31', DATE '2018-03-30')", "1"),
            whole("YEARS_BETWEEN", "The whole years from a to b; an age.")
                    .example("YEARS_BETWEEN(DATE '1990-06-15', DATE '2018-06-14')", "27"),
            add("ADD_SECONDS", "seconds")
                    .on("timestamp, long -> timestamp!")
                    .example("ADD_SECONDS(TIMESTAMP '2018-04-01T00:00:00Z', 90)", "2018-04-01T00:01:30Z"),
            add("ADD_MINUTES", "minutes")
                    .on("timestamp, long -> timestamp!")
                    .example("ADD_MINUTES(TIMESTAMP '2018-04-01T00:00:00Z', -1)", "2018-03-31T23:59:00Z"),
            add("ADD_HOURS", "hours")
                    .on("timestamp, long -> timestamp!")
                    .example("ADD_HOURS(TIMESTAMP '2018-04-01T00:00:00Z', 36)", "2018-04-02T12:00:00Z"),
            add("ADD_DAYS", "days of 24 hours")
                    .on("timestamp, long -> timestamp!", "date, long -> date!")
                    .example("ADD_DAYS(DATE '2018-12-31', 1)", "2019-01-01"),
            add("ADD_MONTHS", "months, in UTC; past the end of a month it is its last day")
                    .on("timestamp, long -> timestamp!", "date, long -> date!")
                    .example("ADD_MONTHS(DATE '2018-01-31', 1)", "2018-02-28"),
            entry("EPOCH_SECONDS", "The whole seconds since 1970-01-01T00:00:00Z, floored.")
                    .takes("t", "a timestamp")
                    .on("timestamp -> long")
                    .example("EPOCH_SECONDS(TIMESTAMP '1970-01-01T00:01:00.9Z')", "60"),
            entry("EPOCH_MILLIS", "The whole milliseconds since 1970-01-01T00:00:00Z, floored.")
                    .takes("t", "a timestamp")
                    .on("timestamp -> long")
                    .example("EPOCH_MILLIS(TIMESTAMP '1970-01-01T00:00:01.234Z')", "1234"),
            entry("EPOCH_MICROS", "The microseconds since 1970-01-01T00:00:00Z.")
                    .takes("t", "a timestamp")
                    .on("timestamp -> long")
                    .example("EPOCH_MICROS(TIMESTAMP '1970-01-01T00:00:01Z')", "1000000"),
            entry("FROM_EPOCH_SECONDS", "The timestamp that many seconds after 1970-01-01T00:00:00Z.")
                    .takes("n", "whole seconds")
                    .on("long -> timestamp!")
                    .errors(RANGE)
                    .example("FROM_EPOCH_SECONDS(1522540800)", "2018-04-01T00:00:00Z"),
            entry("FROM_EPOCH_MILLIS", "The timestamp that many milliseconds after 1970-01-01T00:00:00Z.")
                    .takes("n", "whole milliseconds")
                    .on("long -> timestamp!")
                    .errors(RANGE)
                    .example("FROM_EPOCH_MILLIS(1522540800250)", "2018-04-01T00:00:00.25Z"),
            entry("FROM_EPOCH_MICROS", "The timestamp that many microseconds after 1970-01-01T00:00:00Z.")
                    .takes("n", "microseconds")
                    .on("long -> timestamp!")
                    .errors(RANGE)
                    .example("FROM_EPOCH_MICROS(0)", "1970-01-01T00:00:00Z"),
            entry("UTC_OFFSET_SECONDS", "How many seconds the zone's clock is ahead of UTC at that moment.")
                    .takes("t", "a timestamp")
                    .constant("zone", ConstantRule.ZONE)
                    .on("timestamp, string -> long")
                    .example("UTC_OFFSET_SECONDS(TIMESTAMP '2018-07-01T00:00:00Z', 'Europe/Paris')", "7200"),
            entry("MAKE_DATE", "The date of that year, month and day.")
                    .takes("year", "0 to 9999")
                    .takes("month", "1 to 12")
                    .takes("day", "1 to 31")
                    .on("long, long, long -> date!")
                    .errors("domain: no such day.")
                    .example("MAKE_DATE(2018, 4, 1)", "2018-04-01")
                    .example("MAKE_DATE(2018, 2, 30)", "error domain"));

    private TimeFunctions() {}

    private static Entry entry(String name, String summary) {
        return new Entry(Category.TIME, name, summary);
    }

    private static Entry parameters(Entry entry) {
        return entry.takes("t", "a timestamp or date")
                .constant("zone", ConstantRule.ZONE)
                .details("In UTC unless a zone is given.");
    }

    /** A part of the calendar: of a timestamp in a zone, or of a date. */
    private static Entry part(String name, String summary) {
        return parameters(entry(name, summary)).on("timestamp -> long", "timestamp, string -> long", "date -> long");
    }

    /** A part of the clock: of a timestamp in a zone. */
    private static Entry clock(String name, String summary) {
        return entry(name, summary)
                .takes("t", "a timestamp")
                .constant("zone", ConstantRule.ZONE)
                .details("In UTC unless a zone is given.")
                .on("timestamp -> long", "timestamp, string -> long");
    }

    private static Entry between(String name, String summary, String micros) {
        return entry(name, summary)
                .takes("a", "a timestamp")
                .takes("b", "a timestamp")
                .on("timestamp, timestamp -> double")
                .details("b's microseconds less a's, as a double, divided by " + micros
                        + ". Below 0 where b is earlier.");
    }

    private static Entry whole(String name, String summary) {
        return entry(name, summary)
                .takes("a", "a timestamp or date")
                .takes("b", "one of the same type")
                .on("timestamp, timestamp -> long", "date, date -> long")
                .details("java.time.temporal.ChronoUnit.between in UTC: towards zero, below 0 where b is earlier.");
    }

    private static Entry add(String name, String unit) {
        return entry(name, "t moved by " + unit + ".")
                .takes("t", "a timestamp or date")
                .takes("n", "how many; may be below 0")
                .errors(RANGE);
    }
}
