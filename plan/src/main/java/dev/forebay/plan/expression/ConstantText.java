package dev.forebay.plan.expression;

import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.types.Type;
import dev.forebay.types.text.DateText;
import dev.forebay.types.text.DoubleWriter;
import dev.forebay.types.text.TimestampText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Constants and names as SQL. */
final class ConstantText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that are syntax in some place; a column of that name is written in quotes everywhere. */
    private static final Set<String> WORDS = Set.of(
            "AND",
            "OR",
            "NOT",
            "IS",
            "IN",
            "BETWEEN",
            "LIKE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "AS",
            "ESCAPE",
            "OVER",
            "FILTER",
            "FROM",
            "NULL",
            "TRUE",
            "FALSE",
            "DISTINCT");

    private ConstantText() {}

    static String name(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !WORDS.contains(name.toUpperCase(Locale.ROOT));
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String of(Constant constant) {
        Object value = constant.value();
        if (value == null) {
            return "CAST(NULL AS " + constant.type() + ")";
        }
        return switch (constant.type().kind()) {
            case BOOLEAN -> value.equals(true) ? "TRUE" : "FALSE";
            case LONG -> value.toString();
            case DOUBLE -> real((double) value);
            case STRING -> "'" + value.toString().replace("'", "''") + "'";
            case DECIMAL -> decimal((long) value, constant.type());
            case TIMESTAMP -> "TIMESTAMP '" + timestamp((long) value) + "'";
            case DATE -> "DATE '" + date((long) value) + "'";
        };
    }

    /** The same on every JDK, which {@code Double.toString} is not. */
    private static String real(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        byte[] text = new byte[DoubleWriter.ROOM];
        return new String(text, 0, DoubleWriter.write(text, 0, value), StandardCharsets.US_ASCII);
    }

    /** A literal has the narrowest type that holds its digits; another type is cast to. */
    private static String decimal(long units, Type type) {
        BigDecimal exact = BigDecimal.valueOf(units, type.scale());
        int whole = Math.max(0, exact.precision() - exact.scale());
        int narrowest = units == 0 ? Math.max(1, type.scale()) : Math.max(1, whole + type.scale());
        String literal = "DECIMAL '" + exact.toPlainString() + "'";
        return narrowest == type.precision() ? literal : "CAST(" + literal + " AS " + type + ")";
    }

    private static String timestamp(long micros) {
        byte[] text = new byte[TimestampText.ROOM];
        return new String(text, 0, TimestampText.write(text, 0, micros), StandardCharsets.US_ASCII);
    }

    private static String date(long days) {
        byte[] text = new byte[DateText.ROOM];
        return new String(text, 0, DateText.write(text, 0, days), StandardCharsets.US_ASCII);
    }
}
