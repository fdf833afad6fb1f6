package dev.forebay.types;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column or an expression.
 *
 * <p><b>Units</b>: {@code timestamp} is microseconds since 1970-01-01T00:00:00Z, {@code date} is days since 1970-01-01,
 * {@code decimal(p,s)} is an integer of at most {@code p} digits in units of 10<sup>-s</sup>.
 *
 * @param kind what the values are
 * @param precision decimal digits in all, 1 to {@value #MAX_PRECISION}; 0 for every other kind
 * @param scale decimal digits after the point, 0 to {@code precision}; 0 for every other kind
 */
public record Type(Kind kind, int precision, int scale) {

    /** The most digits a decimal may have: what fits a {@code long} whatever the digits are. */
    public static final int MAX_PRECISION = 18;

    public static final Type BOOLEAN = new Type(Kind.BOOLEAN, 0, 0);
    public static final Type LONG = new Type(Kind.LONG, 0, 0);
    public static final Type DOUBLE = new Type(Kind.DOUBLE, 0, 0);
    public static final Type STRING = new Type(Kind.STRING, 0, 0);
    public static final Type TIMESTAMP = new Type(Kind.TIMESTAMP, 0, 0);
    public static final Type DATE = new Type(Kind.DATE, 0, 0);

    private static final Pattern DECIMAL = Pattern.compile("decimal\\s*\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*\\)");

    /** What the values of a type are. */
    public enum Kind {
        BOOLEAN,
        LONG,
        DOUBLE,
        DECIMAL,
        STRING,
        TIMESTAMP,
        DATE
    }

    public Type {
        if (kind == Kind.DECIMAL) {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(%d,%d): precision must be 1 to %d and scale 0 to precision"
                        .formatted(precision, scale, MAX_PRECISION));
            }
        } else if (precision != 0 || scale != 0) {
            throw new IllegalArgumentException(kind + " has no precision or scale");
        }
    }

    /** The decimal type of {@code precision} digits, {@code scale} of them after the point. */
    public static Type decimal(int precision, int scale) {
        return new Type(Kind.DECIMAL, precision, scale);
    }

    /** The type that {@code text} names as {@link #toString} writes it; empty where it names none. */
    public static Optional<Type> parse(String text) {
        return switch (text) {
            case "boolean" -> Optional.of(BOOLEAN);
            case "long" -> Optional.of(LONG);
            case "double" -> Optional.of(DOUBLE);
            case "string" -> Optional.of(STRING);
            case "timestamp" -> Optional.of(TIMESTAMP);
            case "date" -> Optional.of(DATE);
            default -> parseDecimal(text);
        };
    }

    private static Optional<Type> parseDecimal(String text) {
        Matcher matcher = DECIMAL.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int precision = Integer.parseInt(matcher.group(1));
        int scale = Integer.parseInt(matcher.group(2));
        if (precision < 1 || precision > MAX_PRECISION || scale > precision) {
            return Optional.empty();
        }
        return Optional.of(decimal(precision, scale));
    }

    public boolean isDecimal() {
        return kind == Kind.DECIMAL;
    }

    /** Whether arithmetic is defined: {@code long}, {@code double} and {@code decimal}. */
    public boolean isNumeric() {
        return kind == Kind.LONG || kind == Kind.DOUBLE || kind == Kind.DECIMAL;
    }

    /** The type as a definition writes it. */
    @Override
    public String toString() {
        return switch (kind) {
            case BOOLEAN -> "boolean";
            case LONG -> "long";
            case DOUBLE -> "double";
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case STRING -> "string";
            case TIMESTAMP -> "timestamp";
            case DATE -> "date";
        };
    }
}
