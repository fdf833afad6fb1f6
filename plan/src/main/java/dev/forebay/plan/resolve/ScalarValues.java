package dev.forebay.plan.resolve;

import dev.forebay.definition.Scalar;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values that YAML gives, as constants of a column's type. Texts and numbers are not converted into each other. */
final class ScalarValues {
    private ScalarValues() {}

    /** Empty after saying why it is no value of the type. */
    static Optional<Constant> constant(Scalar scalar, Type type, Diagnostics into) {
        Object value = value(scalar, type);
        if (value == null) {
            into.add(
                    PlanCode.CONSTRAINT_VALUE,
                    scalar.span(),
                    "'" + scalar.text() + "' is no " + type + (scalar.kind() == Scalar.Kind.STRING ? "" : what(scalar)),
                    remedy(scalar, type));
            return Optional.empty();
        }
        return Optional.of(new Constant(type, value, Wording.origin(scalar.span())));
    }

    private static String what(Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> "; it is YAML's null";
            case BOOLEAN -> "; it is a boolean";
            case INTEGER, FLOAT -> "; it is a number";
            case STRING -> "";
        };
    }

    private static String remedy(Scalar scalar, Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> "true or false would do";
            case LONG -> "a whole number from -9223372036854775808 to 9223372036854775807 would do";
            case DOUBLE ->
                scalar.kind() == Scalar.Kind.STRING ? "a number without quotes would do" : "a finite number would do";
            case DECIMAL ->
                "a number of at most " + (type.precision() - type.scale()) + " digits before the point and "
                        + type.scale() + " behind it would do";
            case STRING -> "as a text it is written '" + scalar.text() + "'";
            case TIMESTAMP -> "2018-04-01T12:30:45Z would do";
            case DATE -> "2018-04-01 would do";
        };
    }

    private static @Nullable Object value(Scalar scalar, Type type) {
        String text = scalar.text();
        boolean number = scalar.kind() == Scalar.Kind.INTEGER || scalar.kind() == Scalar.Kind.FLOAT;
        boolean string = scalar.kind() == Scalar.Kind.STRING;
        return switch (type.kind()) {
            case BOOLEAN -> scalar.kind() == Scalar.Kind.BOOLEAN ? (Object) text.equals("true") : null;
            case LONG ->
                scalar.kind() == Scalar.Kind.INTEGER ? Literals.integer(text).orElse(null) : null;
            case DOUBLE -> number ? Literals.real(text).orElse(null) : null;
            case DECIMAL -> number ? units(text, type) : null;
            case STRING -> string ? text : null;
            case TIMESTAMP -> string ? Literals.timestamp(text).orElse(null) : null;
            case DATE -> string ? Literals.date(text).orElse(null) : null;
        };
    }

    private static @Nullable Long units(String text, Type type) {
        if (Literals.real(text).isEmpty()) {
            return null;
        }
        BigDecimal exact = new BigDecimal(text).stripTrailingZeros();
        if (exact.signum() == 0) {
            return 0L;
        }
        if (exact.scale() > type.scale() || exact.precision() - exact.scale() > type.precision() - type.scale()) {
            return null;
        }
        return exact.setScale(type.scale()).unscaledValue().longValueExact();
    }

    /** The order of two constants of one type that has one. */
    static int compare(Constant a, Constant b) {
        if (a.value() instanceof Long x && b.value() instanceof Long y) {
            return Long.compare(x, y);
        }
        return a.value() instanceof Double x && b.value() instanceof Double y ? Double.compare(x, y) : 0;
    }
}
