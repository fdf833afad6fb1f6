package dev.forebay.cli.local;

import dev.forebay.definition.Scalar;
import dev.forebay.types.Type;
import dev.forebay.types.text.TimestampText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Whether a computed value is what a test wrote down. Numbers are equal when they are the same double, or the same decimal. */
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
