package dev.forebay.plan.resolve;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What would do in place of an operand of the wrong type. */
final class OperandRemedy {
    private OperandRemedy() {}

    static String of(String symbol, List<TypedExpression> operands) {
        if (symbol.equals("||")) {
            return "a text is made of other values with CAST(x AS string)";
        }
        if (has(operands, Type.Kind.TIMESTAMP) || has(operands, Type.Kind.DATE)) {
            return "times are moved with ADD_SECONDS, ADD_DAYS and their like, and subtracted with SECONDS_BETWEEN, DAYS_BETWEEN and theirs";
        }
        if (has(operands, Type.Kind.STRING)) {
            return symbol.equals("+")
                    ? "texts are joined with ||; a number is made of a text with CAST(x AS double)"
                    : "a number is made of a text with CAST(x AS double)";
        }
        return "a number is made of a boolean with CAST(x AS long)";
    }

    private static boolean has(List<TypedExpression> operands, Type.Kind kind) {
        return operands.stream().anyMatch(operand -> operand.type().kind() == kind);
    }

    /** The cast of the first argument that no overload takes where it stands. */
    static Optional<String> ofArguments(
            FunctionDefinition definition, List<TypedExpression> arguments, List<Span> spans) {
        for (Signature signature : definition.signatures()) {
            for (int i = 0; i < arguments.size() && !signature.parameters().isEmpty(); i++) {
                Type from = arguments.get(i).type();
                Type.Kind wanted = signature
                        .parameters()
                        .get(Math.min(i, signature.parameters().size() - 1));
                if (from.kind() != wanted && wanted != Type.Kind.DECIMAL) {
                    Type to = Type.parse(wanted.name().toLowerCase(Locale.ROOT)).orElseThrow();
                    boolean silent = from.isNumeric() && wanted == Type.Kind.DOUBLE;
                    if (!silent && TypedExpression.Cast.isPossible(from, to)) {
                        return Optional.of("CAST(" + Wording.quote(spans.get(i)) + " AS " + to + ") is a " + to);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
