package dev.forebay.plan.resolve;

import dev.forebay.types.Type;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.TimestampText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of literals. Empty where a text is not a value of the type. */
final class Literals {
    private static final Pattern DECIMAL = Pattern.compile("([+-]?)0*(\\d{0,18})(?:\\.(\\d{0,18}))?");
    private static final Pattern DOUBLE = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    private Literals() {}

    /** A decimal's units and the narrowest type that has them. */
    record Decimal(long units, Type type) {}

    /** Microseconds since the epoch; without a zone in UTC; finer digits floored. */
    static Optional<Long> timestamp(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = TimestampText.parse(bytes, 0, bytes.length);
        return micros == TimestampText.NONE ? Optional.empty() : Optional.of(micros);
    }

    /** Days since the epoch. */
    static Optional<Long> date(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long days = DateText.parse(bytes, 0, bytes.length);
        return days == DateText.NONE ? Optional.empty() : Optional.of(days);
    }

    static Optional<Decimal> decimal(String text) {
        Matcher matcher = DECIMAL.matcher(text);
        if (!matcher.matches() || text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String fraction = matcher.group(3) == null ? "" : matcher.group(3);
        int precision = Math.max(1, matcher.group(2).length() + fraction.length());
        if (precision > Type.MAX_PRECISION) {
            return Optional.empty();
        }
        long units = new BigDecimal("0" + matcher.group(2) + fraction).longValueExact();
        return Optional.of(
                new Decimal(matcher.group(1).equals("-") ? -units : units, Type.decimal(precision, fraction.length())));
    }

    static Optional<Long> integer(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A finite double whose digits are not all lost: neither an infinity, nor 0 for what is not. */
    static Optional<Double> real(String text) {
        if (!DOUBLE.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        boolean written0 = text.split("[eE]", 2)[0].chars().noneMatch(c -> c >= '1' && c <= '9');
        return Double.isInfinite(value) || (value == 0 && !written0) ? Optional.empty() : Optional.of(value);
    }

    /** Whether {@code CAST} of that text to the type may succeed; decided only where the answer is plain. */
    static boolean mayBe(String text, Type type) {
        return switch (type.kind()) {
            case STRING -> true;
            case BOOLEAN -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
            case DOUBLE -> DOUBLE.matcher(text).matches() || text.matches("[+-]?(?i:nan|inf|infinity)");
            case LONG, DECIMAL -> DOUBLE.matcher(text).matches();
            case TIMESTAMP -> timestamp(text).isPresent();
            case DATE -> date(text).isPresent();
        };
    }
}
