package dev.forebay.cli.local;

import dev.forebay.definition.Definition.Tolerance;
import dev.forebay.definition.Scalar;
import dev.forebay.types.Type;
import dev.forebay.types.text.TimestampText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a computed value is what a test wrote down. Numbers are equal when they are the same double, or the same decimal, or no further from
 * it than the test tolerates.
 */
final class ExpectedValue {
    private ExpectedValue() {}

    static boolean matches(Scalar expected, Object found, Type type) {
        String text = expected.text();
        if (expected.kind() == Scalar.Kind.NULL || found == Values.NULL) {
            return expected.kind() == Scalar.Kind.NULL && found == Values.NULL;
        }
        return switch (type.kind()) {
            case BOOLEAN -> text.toLowerCase(Locale.ROOT).equals(found.toString());
            case STRING, DATE -> text.equals(found);
            case TIMESTAMP -> micros(text) != TimestampText.NONE && micros(text) == micros(found.toString());
            case LONG -> isNumber(text) && new BigDecimal(text).compareTo(BigDecimal.valueOf((Long) found)) == 0;
            case DECIMAL -> isNumber(text) && new BigDecimal(text).compareTo((BigDecimal) found) == 0;
            case DOUBLE -> matchesDouble(text, (Double) found);
        };
    }

    /** As without a tolerance, and also for a number that is near enough. The distance is exact, in decimals. */
    static boolean matches(Scalar expected, Object found, Type type, @Nullable Tolerance tolerance) {
        if (matches(expected, found, type)) {
            return true;
        }
        boolean isFinite = found instanceof Number number && Double.isFinite(number.doubleValue());
        if (tolerance == null || !isFinite || !isNumber(expected.text())) {
            return false;
        }
        BigDecimal wanted = new BigDecimal(expected.text());
        BigDecimal amount = BigDecimal.valueOf(tolerance.amount());
        BigDecimal most = tolerance.relative() ? amount.multiply(wanted.abs()) : amount;
        return wanted.subtract(decimal(found)).abs().compareTo(most) <= 0;
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static boolean matchesDouble(String text, double found) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ".nan" -> Double.isNaN(found);
            case ".inf", "+.inf" -> found == Double.POSITIVE_INFINITY;
            case "-.inf" -> found == Double.NEGATIVE_INFINITY;
            default -> isNumber(text) && Double.parseDouble(text) == found;
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");
    }

    private static long micros(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TimestampText.parse(bytes, 0, bytes.length);
    }
}
