package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.Plan;
import dev.forebay.plan.explain.PlanExplanation;
import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is large is resolved in time and without exhausting the stack. */
class LargeDefinitionsTest {
    private static final String HEAD = "forebay: 1\npipeline: large\nschema: {x: double, s: string}\n";

    @Test
    void resolve_twoThousandFeaturesEachOfTheNext_takesLessThanASecond() {
        StringBuilder yaml = new StringBuilder(HEAD).append("output: {keep: [f0]}\nfeatures:\n");
        for (int i = 0; i < 2000; i++) {
            String input = i < 1999 ? "f" + (i + 1) : "x";
            yaml.append("  f%d: CASE WHEN s = 'a' THEN LOG1P(%s) ELSE %s * 2 + 1 END%n".formatted(i, input, input));
        }
        var definition = Definitions.parse(yaml.toString());
        Resolver.resolve(definition, FittedStateLoader.none());

        long start = cpuNanos();
        ResolvedPlan resolved = Resolver.resolve(definition, FittedStateLoader.none());
        long cpuMillis = (cpuNanos() - start) / 1_000_000;

        assertThat(resolved.diagnostics()).isEmpty();
        assertThat(resolved.plan()).isNotNull();
        assertThat(cpuMillis).isLessThan(1000);
    }

    @Test
    void resolve_twoThousandUnknownNames_tellsThemAllInTime() {
        StringBuilder yaml = new StringBuilder(HEAD).append("output: {keep: [x]}\nfeatures:\n");
        for (int i = 0; i < 2000; i++) {
            yaml.append("  feature_%d: LOG1P(featur_%d)%n".formatted(i, i + 5000));
        }
        var definition = Definitions.parse(yaml.toString());

        long start = cpuNanos();
        ResolvedPlan resolved = Resolver.resolve(definition, FittedStateLoader.none());
        long cpuMillis = (cpuNanos() - start) / 1_000_000;

        assertThat(resolved.diagnostics()).hasSize(2000);
        assertThat(cpuMillis).isLessThan(5_000);
    }

    private static final String WINDOWED =
            "forebay: 1\npipeline: large\nevent: {time: at}\nschema: {at: timestamp, card: string, x: double}\n";

    @Test
    void resolve_tenThousandWindowsEachWithAFeature_takesAboutASecond() {
        StringBuilder yaml = new StringBuilder(WINDOWED).append("windows:\n");
        for (int i = 0; i < 10_000; i++) {
            yaml.append("  w%d: {by: card, last: %ds}%n".formatted(i, i + 1));
        }
        yaml.append("features:\n");
        for (int i = 0; i < 10_000; i++) {
            yaml.append("  f%d: AVG(x) OVER w%d%n".formatted(i, i));
        }
        yaml.append("output: {keep: [")
                .append(IntStream.range(0, 10_000).mapToObj(i -> "f" + i).collect(Collectors.joining(", ")))
                .append("]}\n");
        var definition = Definitions.parse(yaml.toString());

        long start = cpuNanos();
        ResolvedPlan resolved = Resolver.resolve(definition, FittedStateLoader.none());
        long cpuMillis = (cpuNanos() - start) / 1_000_000;

        assertThat(resolved.diagnostics()).isEmpty();
        assertThat(Objects.requireNonNull(resolved.plan()).windowing().aggregates())
                .hasSize(10_000);
        assertThat(cpuMillis).isLessThan(3_000);
    }

    @Test
    void resolve_thousandFeaturesOverAFamilyOfAThousand_isRefusedInTime() {
        StringBuilder yaml = new StringBuilder(WINDOWED)
                .append("windows: {w: {by: card, last: [")
                .append(IntStream.range(1, 1001).mapToObj(i -> i + "s").collect(Collectors.joining(", ")))
                .append("]}}\noutput: {keep: [f0, f999]}\nfeatures:\n");
        for (int i = 0; i < 1000; i++) {
            yaml.append("  f%d: AVG(x) OVER w%n".formatted(i));
        }
        var definition = Definitions.parse(yaml.toString());

        long start = cpuNanos();
        ResolvedPlan resolved = Resolver.resolve(definition, FittedStateLoader.none());
        long cpuMillis = (cpuNanos() - start) / 1_000_000;

        assertThat(resolved.diagnostics()).map(Diagnostic::code).containsExactly(PlanCode.TOO_MANY_COLUMNS);
        assertThat(cpuMillis).isLessThan(3_000);
    }

    @Test
    void resolve_twoThousandUnknownWindows_tellsThemAllInTime() {
        StringBuilder yaml = new StringBuilder(WINDOWED).append("output: {keep: [x]}\nwindows:\n");
        for (int i = 0; i < 2000; i++) {
            yaml.append("  window_%d: {by: card, last: 1d}%n".formatted(i));
        }
        yaml.append("features:\n");
        for (int i = 0; i < 2000; i++) {
            yaml.append("  f%d: AVG(x) OVER windw_%d%n".formatted(i, i + 5000));
        }
        var definition = Definitions.parse(yaml.toString());

        long start = cpuNanos();
        ResolvedPlan resolved = Resolver.resolve(definition, FittedStateLoader.none());
        long cpuMillis = (cpuNanos() - start) / 1_000_000;

        assertThat(resolved.diagnostics()).hasSize(2000);
        assertThat(cpuMillis).isLessThan(5_000);
    }

    @Test
    void resolve_caseOfFiveThousandBranches_isOneNode() {
        // Longer than one expression of a file may be, so the tree is made by hand.
        Expression tree = caseOf(5000);
        Diagnostics into = new Diagnostics();
        TypedExpression resolved = Resolver.resolveExpression(tree, RandomSql.COLUMNS, into);

        assertThat(into.sorted()).isEmpty();
        assertThat(resolved).isInstanceOf(TypedExpression.Case.class);
        assertThat(ExpressionText.of(Objects.requireNonNull(resolved))).contains("s = 'v4999'");
    }

    /** Of this thread, so that other work on the machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Expression caseOf(int branches) {
        SourceText text = new SourceText("case", "s");
        Span span = new Span(text, 0, 1);
        List<Expression.Case.When> whens = new ArrayList<>();
        for (int i = 0; i < branches; i++) {
            whens.add(new Expression.Case.When(
                    new Expression.StringLiteral(span, "v" + i),
                    new Expression.NumberLiteral(span, Integer.toString(i))));
        }
        return new Expression.Case(span, new Expression.Name(span, "s"), whens, null);
    }

    @Test
    void resolve_fiveHundredOperatorsInARow_doesNotExhaustTheStack() {
        String sum = String.join(" + ", Collections.nCopies(490, "x"));
        String any = String.join(" OR ", Collections.nCopies(490, "s = 'a'"));

        assertThat(Definitions.resolve(sum, RandomSql.COLUMNS).nullable()).isTrue();
        assertThat(Definitions.resolve(any, RandomSql.COLUMNS).operands()).hasSize(490);
    }

    @Test
    void resolve_graphOfTenLevelsThatDoubles_isAsLargeAsItsText() {
        StringBuilder yaml = new StringBuilder(HEAD).append("output: {keep: [level9]}\nfeatures:\n");
        for (int i = 9; i > 0; i--) {
            yaml.append("  level%d: level%d + level%d%n".formatted(i, i - 1, i - 1));
        }
        Plan plan = Definitions.plan(yaml.append("  level0: x + 1\n").toString());

        assertThat(plan.steps()).hasSize(10);
        assertThat(PlanExplanation.of(plan).lineage().get(9).by()).hasSize(9);
    }

    @Test
    void resolve_deeplyNestedNullIf_isRefusedAndNotWrittenOut() {
        String sql = "x";
        for (int i = 0; i < 90; i++) {
            sql = "NULLIF(" + sql + ", 0)";
        }
        Diagnostics into = new Diagnostics();

        assertThat(Definitions.tryResolve(sql, RandomSql.COLUMNS, into)).isNull();
        assertThat(into.sorted())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.code()).isEqualTo(PlanCode.EXPRESSION_TOO_LARGE));
    }
}
