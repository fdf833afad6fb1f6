package dev.forebay.plan.resolve;

import dev.forebay.types.Type;
import java.util.List;
import java.util.Optional;

/** Precision and scale of what is computed from decimals. Empty where it takes more digits than a decimal has. */
final class DecimalRules {
    private DecimalRules() {}

    /** The type that holds the values of all of them. */
    static Optional<Type> common(List<Type> types) {
        int scale = types.stream().mapToInt(Type::scale).max().orElse(0);
        int whole = types.stream().mapToInt(DecimalRules::whole).max().orElse(0);
        return ofDigits(whole, scale);
    }

    /** The type of an operator's or function's result, of which the decimal arguments are given. */
    static Optional<Type> result(String function, List<Type> decimals) {
        Type first = decimals.get(0);
        return switch (function) {
            case "+", "-" -> Optional.of(saturated(largestWhole(decimals) + 1, largestScale(decimals)));
            case "%" -> Optional.of(saturated(largestWhole(decimals), largestScale(decimals)));
            case "*" -> product(first, decimals.get(1));
            case "CEIL", "FLOOR", "ROUND" -> Optional.of(saturated(whole(first) + 1, first.scale()));
            default -> Optional.of(first);
        };
    }

    private static Optional<Type> product(Type x, Type y) {
        int scale = x.scale() + y.scale();
        return scale > Type.MAX_PRECISION ? Optional.empty() : Optional.of(saturated(whole(x) + whole(y), scale));
    }

    private static int largestWhole(List<Type> types) {
        return types.stream().mapToInt(DecimalRules::whole).max().orElse(0);
    }

    private static int largestScale(List<Type> types) {
        return types.stream().mapToInt(Type::scale).max().orElse(0);
    }

    private static int whole(Type type) {
        return type.precision() - type.scale();
    }

    private static Optional<Type> ofDigits(int whole, int scale) {
        return whole + scale > Type.MAX_PRECISION
                ? Optional.empty()
                : Optional.of(Type.decimal(Math.max(1, whole + scale), scale));
    }

    private static Type saturated(int whole, int scale) {
        return Type.decimal(Math.max(1, Math.min(Type.MAX_PRECISION, whole + scale)), scale);
    }
}
