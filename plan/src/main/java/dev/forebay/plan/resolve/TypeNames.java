package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types that a CAST names. */
final class TypeNames {
    private static final List<String> NAMES =
            List.of("boolean", "long", "double", "decimal(18,2)", "string", "timestamp", "date");

    /** What other languages call them. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("bigint", "long"),
            Map.entry("int", "long"),
            Map.entry("integer", "long"),
            Map.entry("smallint", "long"),
            Map.entry("float", "double"),
            Map.entry("real", "double"),
            Map.entry("double precision", "double"),
            Map.entry("varchar", "string"),
            Map.entry("text", "string"),
            Map.entry("char", "string"),
            Map.entry("bool", "boolean"),
            Map.entry("datetime", "timestamp"));

    private TypeNames() {}

    static Optional<Type> resolve(Expression.Cast node, Diagnostics into) {
        Optional<Type> type = Type.parse(node.typeText());
        if (type.isEmpty()) {
            String written = node.typeText();
            int parenthesis = written.indexOf('(');
            String bare = (parenthesis < 0 ? written : written.substring(0, parenthesis)).toLowerCase(Locale.ROOT);
            if (bare.equals("decimal") || bare.equals("numeric")) {
                into.add(
                        PlanCode.UNKNOWN_TYPE,
                        node.typeSpan(),
                        "'" + written + "' is no type",
                        "a decimal is written decimal(p,s): 1 to 18 digits in all, s of them after the point");
            } else if (ELSEWHERE.containsKey(bare)) {
                into.add(
                        PlanCode.UNKNOWN_TYPE,
                        node.typeSpan(),
                        "unknown type '" + written + "'",
                        "here it is called " + ELSEWHERE.get(bare));
            } else {
                into.add(
                        PlanCode.UNKNOWN_TYPE,
                        node.typeSpan(),
                        "unknown type '" + written + "'",
                        Wording.namesAndNearest("types", written, NAMES));
            }
        }
        return type;
    }

    /** What leads from one type to another that it has no cast to. */
    static String detour(Type from, Type to) {
        boolean toTime = to.kind() == Type.Kind.TIMESTAMP || to.kind() == Type.Kind.DATE;
        boolean fromTime = from.kind() == Type.Kind.TIMESTAMP || from.kind() == Type.Kind.DATE;
        if (toTime && from.isNumeric()) {
            return "FROM_EPOCH_SECONDS(n), FROM_EPOCH_MILLIS(n) and FROM_EPOCH_MICROS(n) make timestamps of numbers";
        }
        if (fromTime && to.isNumeric()) {
            return "EPOCH_SECONDS(t), EPOCH_MILLIS(t) and EPOCH_MICROS(t) make numbers of timestamps";
        }
        if (to.kind() == Type.Kind.BOOLEAN && from.isNumeric()) {
            return "x <> 0 is a condition";
        }
        return from.kind() == Type.Kind.BOOLEAN && to.isDecimal()
                ? "cast to long first"
                : "a " + from + " is cast to "
                        + Wording.either(NAMES.stream()
                                .filter(name -> TypedExpression.Cast.isPossible(
                                        from, Type.parse(name).orElseThrow()))
                                .map(name -> name.startsWith("decimal") ? "decimal(p,s)" : name)
                                .toList());
    }
}
