package dev.forebay.testing.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as texts write them, and texts read as values. What is no value of the type fails as a cast. */
public final class WrittenValues {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIMESTAMP = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]"
            + "([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))?");

    private WrittenValues() {}

    /** How {@code CAST(... AS string)} writes a value. */
    public static String write(Object value) {
        if (value instanceof Double real) {
            return writeDouble(real);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof Instant instant ? writeInstant(instant) : value.toString();
    }

    private static String writeInstant(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        String seconds = "%s%02d:%02d:%02d"
                .formatted(time.toLocalDate() + "T", time.getHour(), time.getMinute(), time.getSecond());
        String fraction = "%06d".formatted(time.getNano() / 1000).replaceFirst("0+$", "");
        return seconds + (fraction.isEmpty() ? "" : "." + fraction) + "Z";
    }

    private static String writeDouble(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return Double.toString(value);
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (exponent < -4 || exponent > 15) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return "%s%s%se%s%02d"
                    .formatted(sign, digits.charAt(0), fraction, exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = shortest.toPlainString();
        return sign + (plain.contains(".") ? plain : plain + ".0");
    }

    /** Of the decimals with the fewest digits that read back to the same double the nearest; of two as near the even one. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; ; digits++) {
            List<BigDecimal> candidates = new ArrayList<>();
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)) {
                BigDecimal candidate = exact.round(new MathContext(digits, mode));
                if (Double.parseDouble(candidate.toString()) == value) {
                    candidates.add(candidate);
                }
            }
            if (!candidates.isEmpty()) {
                BigDecimal best = candidates.get(0);
                for (BigDecimal candidate : candidates) {
                    if (distance(candidate, exact).compareTo(distance(best, exact)) < 0) {
                        best = candidate;
                    }
                }
                return best;
            }
        }
    }

    private static BigDecimal distance(BigDecimal a, BigDecimal b) {
        return a.subtract(b).abs();
    }

    static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw RowFailed.cast(text);
        };
    }

    static long whole(String text) {
        if (!WHOLE.matcher(text).matches() || new BigInteger(text).bitLength() > 63) {
            throw RowFailed.cast(text);
        }
        return new BigInteger(text).longValueExact();
    }

    static double real(String text) {
        if (text.equals("NaN")
                || text.matches("[+-]?Infinity")
                || NUMBER.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        throw RowFailed.cast(text);
    }

    static BigDecimal decimal(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw RowFailed.cast(text);
        }
        return new BigDecimal(text);
    }

    /** A date, or a cast that fails. */
    static LocalDate date(String text) {
        LocalDate date = dateOrNull(text);
        if (date == null) {
            throw RowFailed.cast(text);
        }
        return date;
    }

    static Instant timestamp(String text) {
        Instant instant = timestampOrNull(text);
        if (instant == null) {
            throw RowFailed.cast(text);
        }
        return instant;
    }

    /** The date that {@code YYYY-MM-DD} names; null where the text is none. */
    public static @Nullable LocalDate dateOrNull(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * The moment that an RFC 3339 text names; null where it is none. Without a zone it is UTC, digits finer than a microsecond are
     * dropped, second 60 is the first of the next minute where that is midnight in UTC.
     */
    public static @Nullable Instant timestampOrNull(String text) {
        Matcher matcher = TIMESTAMP.matcher(text);
        LocalDate day = matcher.matches() ? dateOrNull(matcher.group(1)) : null;
        if (day == null || number(matcher, 2) > 23 || number(matcher, 3) > 59 || number(matcher, 4) > 60) {
            return null;
        }
        long offset = 0;
        if (matcher.group(6) != null) {
            if (number(matcher, 7) > 23 || number(matcher, 8) > 59) {
                return null;
            }
            offset = (number(matcher, 7) * 60L + number(matcher, 8))
                    * (matcher.group(6).equals("-") ? -60 : 60);
        }
        Instant second = day.atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusSeconds(number(matcher, 2) * 3600L + number(matcher, 3) * 60L + number(matcher, 4) - offset);
        if (number(matcher, 4) == 60 && second.getEpochSecond() % 86_400 != 0) {
            return null;
        }
        String fraction = matcher.group(5) == null ? "" : matcher.group(5);
        Instant instant = second.plus(Long.parseLong((fraction + "000000").substring(0, 6)), ChronoUnit.MICROS);
        return instant.isBefore(Values.FIRST) || instant.isAfter(Values.LAST) ? null : instant;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
