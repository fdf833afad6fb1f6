package dev.forebay.testing.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Differences and sums of times, and times as numbers. */
final class TimeSpans {
    private TimeSpans() {}

    static void register(Map<String, Interpretation> into) {
        between(into, "SECONDS_BETWEEN", 1e6);
        between(into, "MINUTES_BETWEEN", 6e7);
        between(into, "HOURS_BETWEEN", 3.6e9);
        between(into, "DAYS_BETWEEN", 8.64e10);
        into.put("MONTHS_BETWEEN", args -> whole(args, ChronoUnit.MONTHS));
        into.put("YEARS_BETWEEN", args -> whole(args, ChronoUnit.YEARS));
        into.put("ADD_SECONDS", args -> add(args, ChronoUnit.SECONDS));
        into.put("ADD_MINUTES", args -> add(args, ChronoUnit.MINUTES));
        into.put("ADD_HOURS", args -> add(args, ChronoUnit.HOURS));
        into.put("ADD_DAYS", args -> add(args, ChronoUnit.DAYS));
        into.put("ADD_MONTHS", args -> add(args, ChronoUnit.MONTHS));
        into.put("EPOCH_SECONDS", args -> args.instant(0).getEpochSecond());
        into.put("EPOCH_MILLIS", args -> args.instant(0).toEpochMilli());
        into.put("EPOCH_MICROS", args -> Values.micros(args.instant(0)));
        into.put("FROM_EPOCH_SECONDS", args -> fromEpoch(args.whole(0), 1_000_000));
        into.put("FROM_EPOCH_MILLIS", args -> fromEpoch(args.whole(0), 1_000));
        into.put("FROM_EPOCH_MICROS", args -> fromEpoch(args.whole(0), 1));
    }

    private static void between(Map<String, Interpretation> into, String name, double microsEach) {
        into.put(name, args -> {
            if (args.get(0) instanceof LocalDate from) {
                return ChronoUnit.DAYS.between(from, args.date(1));
            }
            double micros = Values.micros(args.instant(1)) - Values.micros(args.instant(0));
            return micros / microsEach;
        });
    }

    private static long whole(Arguments args, ChronoUnit unit) {
        return args.get(0) instanceof LocalDate from
                ? unit.between(from, args.date(1))
                : unit.between(utc(args.instant(0)), utc(args.instant(1)));
    }

    private static Object add(Arguments args, ChronoUnit unit) {
        long n = args.whole(1);
        try {
            return args.get(0) instanceof LocalDate date
                    ? (Object) Values.inRange(date.plus(n, unit))
                    : Values.inRange(utc(args.instant(0)).plus(n, unit).toInstant(ZoneOffset.UTC));
        } catch (ArithmeticException | DateTimeException e) {
            throw RowFailed.overflow(n);
        }
    }

    private static Instant fromEpoch(long n, long microsEach) {
        BigInteger micros = BigInteger.valueOf(n).multiply(BigInteger.valueOf(microsEach));
        if (micros.bitLength() > 63) {
            throw RowFailed.overflow(new BigDecimal(micros));
        }
        return Values.inRange(Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
