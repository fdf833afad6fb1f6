package dev.forebay.testing.generate;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import java.util.List;

/** Precision and scale of decimal arguments and results, as the language has them. */
final class DecimalShapes {
    private DecimalShapes() {}

    /** Types of decimal arguments that the function takes together; the last stands for all that follow. */
    static List<Type> of(Signature signature, Chance chance) {
        if (List.of("CEIL", "FLOOR", "ROUND").contains(signature.function()) && chance.oneIn(2)) {
            return List.of(Type.decimal(Type.MAX_PRECISION, chance.below(Type.MAX_PRECISION)));
        }
        if (List.of("+", "-").contains(signature.function()) && chance.oneIn(2)) {
            Type full = Type.decimal(Type.MAX_PRECISION, chance.below(Type.MAX_PRECISION));
            return List.of(full, full);
        }
        Type first = any(chance, signature.function().equals("*") ? Type.MAX_PRECISION / 2 : Type.MAX_PRECISION);
        return switch (signature.function()) {
            case "*" -> List.of(first, any(chance, Type.MAX_PRECISION / 2));
            case "+", "-", "%" -> fitting(first, any(chance, Type.MAX_PRECISION));
            default -> List.of(first);
        };
    }

    private static Type any(Chance chance, int mostScale) {
        int precision = chance.oneIn(4) ? Type.MAX_PRECISION : chance.between(1, Type.MAX_PRECISION);
        return Type.decimal(precision, chance.below(Math.min(precision, mostScale) + 1));
    }

    /** Two types of which the second is changed until a result has digits for both. */
    private static List<Type> fitting(Type first, Type second) {
        int room = Type.MAX_PRECISION - Math.max(whole(first), whole(second));
        return Math.max(first.scale(), second.scale()) <= room ? List.of(first, second) : List.of(first, first);
    }

    static Type result(Signature signature, List<TypedExpression> operands) {
        if (signature.result() != Type.Kind.DECIMAL) {
            return plain(signature.result());
        }
        List<Type> types = operands.stream()
                .map(TypedExpression::type)
                .filter(Type::isDecimal)
                .toList();
        Type first = types.get(0);
        int whole = types.stream().mapToInt(DecimalShapes::whole).max().orElse(0);
        int scale = types.stream().mapToInt(Type::scale).max().orElse(0);
        return switch (signature.function()) {
            case "+", "-" -> saturated(whole + 1, scale);
            case "%" -> saturated(whole, scale);
            case "*" ->
                saturated(
                        whole(first) + whole(types.get(1)),
                        first.scale() + types.get(1).scale());
            case "CEIL", "FLOOR", "ROUND" -> saturated(whole(first) + 1, first.scale());
            default -> first;
        };
    }

    private static Type saturated(int whole, int scale) {
        return Type.decimal(Math.max(1, Math.min(Type.MAX_PRECISION, whole + scale)), scale);
    }

    private static int whole(Type type) {
        return type.precision() - type.scale();
    }

    private static Type plain(Type.Kind kind) {
        return Type.parse(kind.name().toLowerCase(java.util.Locale.ROOT)).orElseThrow();
    }
}
