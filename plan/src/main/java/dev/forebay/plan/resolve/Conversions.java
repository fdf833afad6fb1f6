package dev.forebay.plan.resolve;

import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.Cast;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conversions that need no {@code CAST}: long to double, long to decimal, decimal to double, and NULL to anything.
 *
 * <p>A constant is converted here and now where that is exact; all else becomes a {@link Cast}. Keeps which NULLs have no type
 * yet, so there is one for each expression.
 */
final class Conversions {
    /** Up to here every long is a double. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private final Set<TypedExpression> untypedNulls = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A NULL whose type its surroundings will tell. */
    Constant untypedNull(Origin origin) {
        Constant constant = new Constant(Type.STRING, null, origin);
        untypedNulls.add(constant);
        return constant;
    }

    boolean isUntypedNull(TypedExpression expression) {
        return untypedNulls.contains(expression);
    }

    /** How far an expression is from a kind: 0 for its own; empty where only a CAST leads there. */
    Optional<Integer> distance(TypedExpression expression, Type.Kind kind) {
        if (isUntypedNull(expression) || expression.type().kind() == kind) {
            return Optional.of(0);
        }
        return switch (expression.type().kind()) {
            case LONG -> kind == Type.Kind.DOUBLE || kind == Type.Kind.DECIMAL ? Optional.of(1) : Optional.empty();
            case DECIMAL -> kind == Type.Kind.DOUBLE ? Optional.of(2) : Optional.empty();
            case BOOLEAN, DOUBLE, STRING, TIMESTAMP, DATE -> Optional.empty();
        };
    }

    /** The expression as a parameter of that kind takes it; {@link #distance} must not be empty. */
    TypedExpression toKind(TypedExpression expression, Type.Kind kind) {
        return to(expression, kind == Type.Kind.DECIMAL ? decimalOf(expression) : plain(kind));
    }

    /** The expression with a type that it can have without loss, or that a CAST names. */
    TypedExpression to(TypedExpression expression, Type type) {
        if (isUntypedNull(expression)) {
            return new Constant(type, null, expression.origin());
        }
        return cast(expression, type, false, expression.origin());
    }

    /** A cast, left out where it changes nothing and done at once where that is exact. */
    static TypedExpression cast(TypedExpression expression, Type type, boolean tryCast, Origin origin) {
        if (expression.type().equals(type)) {
            return expression;
        }
        if (expression instanceof Constant constant) {
            Constant converted = fold(constant, type);
            if (converted != null) {
                return converted;
            }
        }
        return new Cast(expression, type, tryCast, origin);
    }

    /** The narrowest type that all of them can have; empty where there is none, or only with too many digits. */
    Optional<Type> common(Collection<TypedExpression> expressions) {
        List<TypedExpression> typed =
                expressions.stream().filter(e -> !isUntypedNull(e)).toList();
        if (typed.isEmpty()) {
            return Optional.of(Type.STRING);
        }
        if (typed.stream().map(TypedExpression::type).distinct().count() == 1) {
            return Optional.of(typed.get(0).type());
        }
        if (!typed.stream().allMatch(e -> e.type().isNumeric())) {
            return Optional.empty();
        }
        if (typed.stream().anyMatch(e -> e.type().kind() == Type.Kind.DOUBLE)) {
            return Optional.of(Type.DOUBLE);
        }
        return commonDecimal(typed);
    }

    /** A long that is no constant takes what digits are left beside the scale of the others. */
    private static Optional<Type> commonDecimal(List<TypedExpression> numbers) {
        List<Type> decimals = numbers.stream()
                .filter(e -> e.type().isDecimal() || e instanceof Constant)
                .map(Conversions::decimalOf)
                .toList();
        Optional<Type> common = DecimalRules.common(decimals);
        boolean openLong = numbers.stream().anyMatch(e -> !e.type().isDecimal() && !(e instanceof Constant));
        return openLong ? common.map(type -> Type.decimal(Type.MAX_PRECISION, type.scale())) : common;
    }

    private static Type decimalOf(TypedExpression expression) {
        if (expression.type().isDecimal()) {
            return expression.type();
        }
        if (expression instanceof Constant constant) {
            if (constant.value() instanceof Long units) {
                return Type.decimal(Math.min(Type.MAX_PRECISION, digits(units)), 0);
            }
            return Type.decimal(1, 0);
        }
        return Type.decimal(Type.MAX_PRECISION, 0);
    }

    private static int digits(long value) {
        return new BigDecimal(value).precision();
    }

    private static @Nullable Constant fold(Constant constant, Type type) {
        Object value = constant.value();
        if (value == null) {
            return new Constant(type, null, constant.origin());
        }
        Type from = constant.type();
        if (!(value instanceof Long number) || !from.isNumeric()) {
            return null;
        }
        if (type.kind() == Type.Kind.DOUBLE && from.kind() == Type.Kind.LONG) {
            boolean exact = number <= EXACT_IN_DOUBLE && number >= -EXACT_IN_DOUBLE;
            return exact ? new Constant(type, (double) number, constant.origin()) : null;
        }
        return type.isDecimal() && type.scale() >= from.scale() ? rescaled(constant, number, type) : null;
    }

    private static @Nullable Constant rescaled(Constant constant, long units, Type type) {
        BigDecimal exact = BigDecimal.valueOf(units, constant.type().scale()).setScale(type.scale());
        return exact.precision() > type.precision()
                ? null
                : new Constant(type, exact.unscaledValue().longValueExact(), constant.origin());
    }

    private static Type plain(Type.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> Type.BOOLEAN;
            case LONG -> Type.LONG;
            case DOUBLE -> Type.DOUBLE;
            case STRING -> Type.STRING;
            case TIMESTAMP -> Type.TIMESTAMP;
            case DATE -> Type.DATE;
            case DECIMAL -> throw new IllegalArgumentException("a decimal has precision and scale");
        };
    }
}
