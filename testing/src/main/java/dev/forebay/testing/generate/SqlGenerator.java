package dev.forebay.testing.generate;

import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random SQL expressions as text, well-typed but for decimals that may need more digits than there are. */
final class SqlGenerator {
    private static final List<String> COMPARISONS = List.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final List<String> BINARY = List.of("+", "-", "*", "/", "%", "||", "=", "<>", "<", "<=", ">", ">=");

    private final Chance chance;
    private final ValueGenerator values;
    private final ArgumentGenerator arguments;
    private final Map<String, Type> columns;

    /** @param columns names and types of what expressions may refer to */
    SqlGenerator(Chance chance, Map<String, Type> columns) {
        this.chance = chance;
        this.values = new ValueGenerator(chance);
        this.arguments = new ArgumentGenerator(chance);
        this.columns = columns;
    }

    /** An expression whose type is of the kind. */
    String expression(Type.Kind kind, int depth) {
        if (depth <= 0 || chance.oneIn(5)) {
            return leaf(kind);
        }
        String text = switch (chance.below(9)) {
            case 0 ->
                "CASE WHEN " + expression(Type.Kind.BOOLEAN, depth - 1) + " THEN " + expression(kind, depth - 1)
                        + (chance.oneIn(2) ? "" : " ELSE " + expression(kind, depth - 1)) + " END";
            case 1 -> "COALESCE(" + expression(kind, depth - 1) + ", " + leaf(kind) + ")";
            case 2 -> "IF(" + expression(Type.Kind.BOOLEAN, depth - 1) + ", " + leaf(kind) + ", NULL)";
            case 3 -> "NULLIF(" + expression(kind, depth - 1) + ", " + leaf(kind) + ")";
            case 4 -> cast(kind, depth);
            case 5, 6 -> kind == Type.Kind.BOOLEAN ? condition(depth) : call(kind, depth);
            default -> call(kind, depth);
        };
        return "(" + text + ")";
    }

    private String leaf(Type.Kind kind) {
        List<String> fitting = columns.entrySet().stream()
                .filter(column -> column.getValue().kind() == kind)
                .map(Map.Entry::getKey)
                .toList();
        return fitting.isEmpty() || chance.oneIn(6) ? literal(kind) : name(chance.pick(fitting));
    }

    private static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A literal of the kind. */
    String literal(Type.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> chance.oneIn(2) ? "TRUE" : "FALSE";
            case LONG -> "(" + values.finite(Type.LONG) + ")";
            case DOUBLE -> real((Double) values.finite(Type.DOUBLE));
            case DECIMAL -> {
                int scale = chance.below(4);
                long units = (Long) values.finite(Type.decimal(chance.between(4, 9), scale));
                yield "DECIMAL '" + BigDecimal.valueOf(units, scale).toPlainString() + "'";
            }
            case STRING -> text(new TextGenerator(chance).text());
            case TIMESTAMP ->
                "TIMESTAMP '" + Instant.EPOCH.plus((Long) values.finite(Type.TIMESTAMP), ChronoUnit.MICROS) + "'";
            case DATE -> "DATE '" + LocalDate.ofEpochDay((Long) values.finite(Type.DATE)) + "'";
        };
    }

    private static String real(double value) {
        String written = Double.toString(value);
        return "(" + written + ")";
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A condition in one of the forms that SQL has words for. */
    private String condition(int depth) {
        Type.Kind kind = chance.pick(List.of(Type.Kind.values()));
        String x = expression(kind, depth - 1);
        String not = chance.oneIn(3) ? "NOT " : "";
        return switch (chance.below(9)) {
            case 0 -> x + " IS " + not + "NULL";
            case 1 -> x + " " + not + "BETWEEN " + leaf(kind) + " AND " + leaf(kind);
            case 2 ->
                x + " " + not + "IN (" + literal(kind) + ", " + literal(kind) + (chance.oneIn(4) ? ", NULL)" : ")");
            case 3 -> x + " IS " + not + "DISTINCT FROM " + leaf(kind);
            case 4 -> "NOT " + expression(Type.Kind.BOOLEAN, depth - 1);
            case 5 -> expression(Type.Kind.BOOLEAN, depth - 1) + " AND " + expression(Type.Kind.BOOLEAN, depth - 1);
            case 6 -> expression(Type.Kind.BOOLEAN, depth - 1) + " OR " + expression(Type.Kind.BOOLEAN, depth - 1);
            case 7 -> expression(Type.Kind.STRING, depth - 1) + " " + not + "LIKE '%a_'";
            default -> x + " " + chance.pick(COMPARISONS) + " " + leaf(kind);
        };
    }

    private String cast(Type.Kind kind, int depth) {
        Type.Kind from = chance.pick(ExpressionGenerator.castableTo(kind));
        String type = kind == Type.Kind.DECIMAL ? "decimal(12,3)" : kind.name().toLowerCase(java.util.Locale.ROOT);
        return (chance.oneIn(2) ? "TRY_CAST(" : "CAST(") + expression(from, depth - 1) + " AS " + type + ")";
    }

    private String call(Type.Kind kind, int depth) {
        List<Signature> fitting = ExpressionGenerator.SIGNATURES.stream()
                .filter(signature -> signature.result() == kind)
                .toList();
        return call(chance.pick(fitting), depth);
    }

    private String call(Signature signature, int depth) {
        FunctionDefinition function = FunctionLibrary.find(signature.function()).orElseThrow();
        int count = signature.parameters().size() + (signature.variadic() ? chance.below(3) : 0);
        List<String> operands = new ArrayList<>();
        String pattern = "";
        for (int i = 0; i < count; i++) {
            int parameter = Math.min(i, signature.parameters().size() - 1);
            Type.Kind kind = signature.parameters().get(parameter);
            String constant = arguments.text(signature, function.parameters().get(parameter), pattern);
            if (constant != null) {
                operands.add(kind == Type.Kind.LONG ? constant : text(constant));
                pattern = constant;
            } else {
                operands.add(expression(kind, depth - 1));
            }
        }
        return written(signature.function(), operands);
    }

    private static String written(String function, List<String> operands) {
        if (BINARY.contains(function)) {
            return operands.get(0) + " " + function + " " + operands.get(1);
        }
        return switch (function) {
            case "NEGATE" -> "-(" + operands.get(0) + ")";
            case "NOT" -> "NOT " + operands.get(0);
            case "IS_DISTINCT_FROM" -> operands.get(0) + " IS DISTINCT FROM " + operands.get(1);
            case "LIKE" ->
                operands.get(0) + " LIKE " + operands.get(1)
                        + (operands.size() > 2 ? " ESCAPE " + operands.get(2) : "");
            default ->
                function
                        + IntStream.range(0, operands.size())
                                .mapToObj(operands::get)
                                .collect(Collectors.joining(", ", "(", ")"));
        };
    }
}
