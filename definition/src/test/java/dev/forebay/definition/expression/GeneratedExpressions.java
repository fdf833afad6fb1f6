package dev.forebay.definition.expression;

import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Trees of every shape from a seed; they mean nothing. */
final class GeneratedExpressions {
    private static final Span NOWHERE = new Span(new SourceText("generated", ""), 0, 0);
    private static final List<String> NAMES = List.of(
            "a",
            "b1",
            "timestamp",
            "count",
            "order",
            "case",
            "not",
            "and",
            "end",
            "null",
            "true",
            "distinct",
            "over",
            "odd name",
            "it's",
            "a\"b",
            "1st",
            "größe",
            "CAST",
            "date",
            "x-y",
            "--",
            "from",
            "in",
            "🙂");
    private static final List<String> TEXTS = List.of("", "web", "it's", "a\nb", "--", "/* */", "\"", "ü🙂", "\\");
    private static final List<String> NUMBERS =
            List.of("0", "5", "-5", "1.5", "-1.5", ".5", "1e3", "1E-3", "5.", "-9223372036854775808");

    private final Random random;

    GeneratedExpressions(long seed) {
        this.random = new Random(seed);
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private @Nullable Expression maybe(int depth) {
        return random.nextBoolean() ? expression(depth) : null;
    }

    private List<Expression> some(int least, int depth) {
        List<Expression> some = new ArrayList<>();
        int count = least + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            some.add(expression(depth));
        }
        return some;
    }

    private Expression.Name name() {
        return new Expression.Name(NOWHERE, pick(NAMES));
    }

    Expression expression(int depth) {
        List<Supplier<Expression>> leaves = List.of(
                this::name,
                this::name,
                () -> new Expression.NumberLiteral(NOWHERE, pick(NUMBERS)),
                () -> new Expression.StringLiteral(NOWHERE, pick(TEXTS)),
                () -> new Expression.NullLiteral(NOWHERE),
                () -> new Expression.BooleanLiteral(NOWHERE, random.nextBoolean()),
                () -> new Expression.TypedLiteral(
                        NOWHERE, pick(List.of(Expression.TypedLiteral.Keyword.values())), pick(TEXTS), NOWHERE));
        return depth == 0 || random.nextInt(6) == 0 ? pick(leaves).get() : inner(depth - 1);
    }

    private Expression inner(int depth) {
        boolean negated = random.nextBoolean();
        return switch (random.nextInt(13)) {
            case 0 -> new Expression.Negate(NOWHERE, expression(depth));
            case 1 -> new Expression.Not(NOWHERE, expression(depth));
            case 2 -> new Expression.Between(NOWHERE, expression(depth), expression(depth), expression(depth), negated);
            case 3 -> new Expression.In(NOWHERE, expression(depth), some(1, depth), negated);
            case 4 -> new Expression.Like(NOWHERE, expression(depth), expression(depth), maybe(depth), negated);
            case 5 -> new Expression.IsNull(NOWHERE, expression(depth), negated);
            case 6 -> new Expression.IsDistinctFrom(NOWHERE, expression(depth), expression(depth), negated);
            case 7 -> caseWhen(depth);
            case 8 ->
                new Expression.Cast(
                        NOWHERE,
                        expression(depth),
                        pick(List.of("long", "decimal(10,2)", "odd type")),
                        NOWHERE,
                        negated);
            case 9 -> new Expression.Call(NOWHERE, pick(List.of("LN", "IF", "DATE", "COUNT")), NOWHERE, some(0, depth));
            case 10 -> aggregate(depth);
            default ->
                new Expression.Binary(
                        NOWHERE,
                        pick(List.of(Expression.Operator.values())),
                        NOWHERE,
                        expression(depth),
                        expression(depth));
        };
    }

    private Expression caseWhen(int depth) {
        List<Expression.Case.When> branches = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            branches.add(new Expression.Case.When(expression(depth), expression(depth)));
        }
        return new Expression.Case(NOWHERE, maybe(depth), branches, maybe(depth));
    }

    private Expression aggregate(int depth) {
        boolean star = random.nextBoolean();
        boolean distinct = !star && random.nextBoolean();
        Expression filter = maybe(depth);
        // Without a star, DISTINCT, FILTER or a window it would be a plain call.
        Expression.Name window = star || distinct || filter != null ? null : name();
        return new Expression.Aggregate(
                NOWHERE, "SUM", NOWHERE, star, distinct, star ? List.of() : some(1, depth), filter, window);
    }
}
