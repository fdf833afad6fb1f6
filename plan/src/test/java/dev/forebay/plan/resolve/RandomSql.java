package dev.forebay.plan.resolve;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.function.ConstantRule;
import dev.forebay.plan.function.FunctionDefinition;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.function.Signature;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Expressions of random shape: well-typed ones by kind, and ones that are only well-formed. */
final class RandomSql {
    static final List<Plan.Slot> COLUMNS = List.of(
            slot("flag", Type.BOOLEAN),
            slot("n", Type.LONG),
            slot("x", Type.DOUBLE),
            slot("price", Type.decimal(9, 2)),
            slot("s", Type.STRING),
            slot("odd name \"", Type.STRING),
            slot("end", Type.LONG),
            slot("timestamp", Type.TIMESTAMP),
            slot("day", Type.DATE));

    private static final List<FunctionDefinition> CALLABLE = FunctionLibrary.all().stream()
            .filter(function -> function.isCallableAs(function.name()))
            .toList();

    private static final Type.Kind[] KINDS = Type.Kind.values();

    /** Windows over {@link #COLUMNS}, by one column and by two. */
    static final Windowing WINDOWS = new Windowing(
            List.of(new Grouping(List.of(4)), new Grouping(List.of(1, 5))),
            List.of(
                    window("recent", 0, WindowRule.UNBOUNDED, 10, 0),
                    window("n_7d", 0, 604_800_000_000L, WindowRule.UNBOUNDED, 0),
                    window("odd window \"", 1, WindowRule.UNBOUNDED, WindowRule.UNBOUNDED, 1_000),
                    window("over", 1, 1_000, WindowRule.UNBOUNDED, 0)),
            List.of());

    private static final List<String> NUMERIC =
            List.of("AVG", "SUM", "VAR_POP", "VAR_SAMP", "STDDEV_POP", "STDDEV_SAMP");

    private static final List<String> ANY = List.of("MIN", "MAX", "FIRST_VALUE", "LAST_VALUE", "LAG", "MODE");

    private final Random random;
    private boolean mayAggregate;

    RandomSql(long seed) {
        this.random = new Random(seed);
    }

    private static WindowRule window(String name, int grouping, long last, long rows, long delay) {
        return new WindowRule(
                name, grouping, last, rows, delay, false, WindowRule.UNBOUNDED, new Origin("windows", 1, 1));
    }

    /** Mostly well-typed, with aggregates over {@link #WINDOWS}. */
    String windowed(int depth) {
        mayAggregate = true;
        String sql = aggregate(KINDS[random.nextInt(KINDS.length)], depth);
        return random.nextInt(3) == 0 ? sql : "COALESCE((" + typed(depth) + ") IS NULL, (" + sql + ") IS NOT NULL)";
    }

    private String aggregate(Type.Kind kind, int depth) {
        mayAggregate = false;
        String filter = random.nextInt(3) == 0 ? " FILTER (WHERE " + typed(Type.Kind.BOOLEAN, depth - 1) + ")" : "";
        String sql = call(kind, Math.max(depth - 1, 0)) + filter + " OVER "
                + List.of("recent", "n_7d", "\"odd window \"\"\"", "\"over\"").get(random.nextInt(4));
        mayAggregate = true;
        return sql;
    }

    private String call(Type.Kind kind, int depth) {
        String any = typed(KINDS[random.nextInt(KINDS.length)], depth);
        if (kind == Type.Kind.LONG && random.nextBoolean()) {
            return switch (random.nextInt(3)) {
                case 0 -> "COUNT(*)";
                case 1 -> "COUNT(" + any + ")";
                default -> "COUNT(DISTINCT (" + any + "))";
            };
        }
        if (kind == Type.Kind.DOUBLE && random.nextBoolean()) {
            return NUMERIC.get(random.nextInt(NUMERIC.size())) + "(" + typed(Type.Kind.DOUBLE, depth) + ")";
        }
        String function = ANY.get(random.nextInt(ANY.size()));
        String offset = function.equals("LAG") && random.nextBoolean() ? ", " + (1 + random.nextInt(3)) : "";
        return function + "(" + typed(kind, depth) + offset + ")";
    }

    private static Plan.Slot slot(String name, Type type) {
        return new Plan.Slot(name, type, true, new Origin("schema", 1, 1));
    }

    /** Mostly well-typed. */
    String typed(int depth) {
        return typed(KINDS[random.nextInt(KINDS.length)], depth);
    }

    String typed(Type.Kind kind, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf(kind);
        }
        if (mayAggregate && random.nextInt(6) == 0) {
            return "(" + aggregate(kind, depth) + ")";
        }
        return switch (random.nextInt(9)) {
            case 0 -> "COALESCE(" + typed(kind, depth - 1) + ", " + typed(kind, depth - 1) + ")";
            case 1 ->
                "CASE WHEN " + typed(Type.Kind.BOOLEAN, depth - 1) + " THEN " + typed(kind, depth - 1)
                        + (random.nextBoolean() ? " ELSE " + typed(kind, depth - 1) : "") + " END";
            case 2 -> "NULLIF(" + typed(kind, depth - 1) + ", " + typed(kind, depth - 1) + ")";
            case 3 ->
                "CASE (" + typed(Type.Kind.LONG, depth - 1) + ") WHEN " + leaf(Type.Kind.LONG) + " THEN "
                        + typed(kind, depth - 1) + " ELSE " + typed(kind, depth - 1) + " END";
            case 4 -> "TRY_CAST(" + typed(Type.Kind.STRING, depth - 1) + " AS " + typeName(kind) + ")";
            default -> kind == Type.Kind.BOOLEAN && random.nextBoolean() ? condition(depth) : computed(kind, depth);
        };
    }

    private String condition(int depth) {
        Type.Kind kind = KINDS[random.nextInt(KINDS.length)];
        String x = typed(kind, depth - 1);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + x + ") BETWEEN (" + typed(kind, depth - 1) + ") AND (" + leaf(kind) + ")";
            case 1 -> "(" + x + ") NOT IN (" + leaf(kind) + ", " + leaf(kind) + ")";
            case 2 -> "(" + x + ") IS NOT NULL";
            case 3 -> "(" + x + ") IS NOT DISTINCT FROM (" + typed(kind, depth - 1) + ")";
            case 4 -> "NOT (" + typed(Type.Kind.BOOLEAN, depth - 1) + ")";
            case 5 -> typed(Type.Kind.BOOLEAN, depth - 1) + " AND (" + typed(Type.Kind.BOOLEAN, depth - 1) + ")";
            case 6 -> "(" + typed(Type.Kind.BOOLEAN, depth - 1) + ") OR " + leaf(Type.Kind.BOOLEAN);
            default -> "(" + typed(Type.Kind.STRING, depth - 1) + ") LIKE '%a!_' ESCAPE '!'";
        };
    }

    private String computed(Type.Kind kind, int depth) {
        List<Signature> makers = new ArrayList<>();
        FunctionLibrary.all()
                .forEach(function -> function.signatures().stream()
                        .filter(signature -> signature.result() == kind)
                        .forEach(makers::add));
        Signature signature = makers.get(random.nextInt(makers.size()));
        FunctionDefinition function = FunctionLibrary.find(signature.function()).orElseThrow();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < signature.parameters().size(); i++) {
            ConstantRule rule = function.parameters().get(i).constant();
            arguments.add(rule == null ? typed(signature.parameters().get(i), depth - 1) : constant(rule));
        }
        if (signature.variadic()) {
            arguments.add(
                    typed(signature.parameters().get(signature.parameters().size() - 1), depth - 1));
        }
        if (function.form() == null) {
            return function.name() + "(" + String.join(", ", arguments) + ")";
        }
        return switch (function.name()) {
            case "NOT" -> "NOT (" + arguments.get(0) + ")";
            case "NEGATE" -> "-(" + arguments.get(0) + ")";
            case "IS_DISTINCT_FROM" -> "(" + arguments.get(0) + ") IS DISTINCT FROM (" + arguments.get(1) + ")";
            case "LIKE" -> "(" + arguments.get(0) + ") LIKE (" + arguments.get(1) + ")";
            default -> "(" + arguments.get(0) + ") " + function.name() + " (" + arguments.get(1) + ")";
        };
    }

    private static String constant(ConstantRule rule) {
        return switch (rule) {
            case REGEX -> "'(a+)b'";
            case REGEX_GROUP -> "1";
            case REPLACEMENT -> "'$1'";
            case ZONE -> "'Europe/Paris'";
            case TIME_UNIT -> "'month'";
            case ESCAPE -> "'!'";
            case CIDR -> "'2001:db8::/32'";
        };
    }

    private String leaf(Type.Kind kind) {
        if (random.nextInt(12) == 0) {
            return "NULL";
        }
        boolean column = random.nextBoolean();
        return switch (kind) {
            case BOOLEAN -> column ? "flag" : random.nextBoolean() ? "TRUE" : "FALSE";
            case LONG -> column ? random.nextBoolean() ? "n" : "\"end\"" : number();
            case DOUBLE ->
                column ? "x" : random.nextInt(3) == 0 ? number() : Double.toString(random.nextGaussian() * 1e5);
            case DECIMAL -> column ? "price" : "DECIMAL '" + (random.nextInt(2000) - 1000) / 100.0 + "'";
            case STRING ->
                column ? random.nextBoolean() ? "s" : "\"odd name \"\"\"" : "'it''s " + random.nextInt(5) + "'";
            case TIMESTAMP -> column ? "timestamp" : "TIMESTAMP '2018-04-01T12:30:45.5Z'";
            case DATE -> column ? "day" : "DATE '2018-04-0" + (1 + random.nextInt(9)) + "'";
        };
    }

    private String number() {
        return switch (random.nextInt(6)) {
            case 0 -> "-9223372036854775808";
            case 1 -> "9007199254740993";
            case 2 -> "-" + random.nextInt(10);
            default -> Integer.toString(random.nextInt(1000));
        };
    }

    private static String typeName(Type.Kind kind) {
        return kind == Type.Kind.DECIMAL ? "decimal(12,3)" : kind.name().toLowerCase(Locale.ROOT);
    }

    /** Well-formed, hardly ever well-typed. */
    String wild(int depth) {
        if (depth == 0) {
            return random.nextInt(10) == 0 ? "nowhere" : leaf(KINDS[random.nextInt(KINDS.length)]);
        }
        String a = wild(depth - 1);
        String b = wild(depth - 1);
        return switch (random.nextInt(11)) {
            case 0 -> "(" + a + ") + (" + b + ")";
            case 1 -> "(" + a + ") * (" + b + ")";
            case 2 -> "(" + a + ") = (" + b + ")";
            case 3 -> "(" + a + ") IN (" + b + ", " + wild(0) + ")";
            case 4 -> "CAST(" + a + " AS " + typeName(KINDS[random.nextInt(KINDS.length)]) + ")";
            case 5 -> "(" + a + ") AND (" + b + ")";
            case 6 -> "-(" + a + ")";
            case 7 -> "CASE (" + a + ") WHEN " + b + " THEN " + wild(0) + " END";
            case 8 -> "SUM(" + a + ") OVER recent";
            case 9 -> "(" + a + ") BETWEEN (" + b + ") AND (" + wild(0) + ")";
            default -> {
                FunctionDefinition function = CALLABLE.get(random.nextInt(CALLABLE.size()));
                yield function.name() + "(" + a + (random.nextBoolean() ? ", " + b : "") + ")";
            }
        };
    }
}
