package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExpressionTextLawsTest {
    private static final long SEED = 20260401;

    @Test
    void text_resolvedAgain_isTheSameTree() {
        int resolved = 0;
        for (int i = 0; i < 4000; i++) {
            String sql = new RandomSql(SEED + i).typed(1 + i % 4);
            TypedExpression tree = Definitions.tryResolve(sql, RandomSql.COLUMNS, new Diagnostics());
            if (tree == null) {
                continue;
            }
            resolved++;
            String text = ExpressionText.of(tree);
            TypedExpression again = Definitions.resolve(text, RandomSql.COLUMNS);
            assertThat(Structure.of(again))
                    .as("seed %d: %s%nwritten %s", SEED + i, sql, text)
                    .isEqualTo(Structure.of(tree));
            assertThat(ExpressionText.of(again)).isEqualTo(text);
        }
        assertThat(resolved).as("expressions that resolve").isGreaterThan(2000);
    }

    @Test
    void textWithAggregates_resolvedAgain_isTheSameTree() {
        int resolved = 0;
        for (int i = 0; i < 4000; i++) {
            String sql = new RandomSql(SEED + i).windowed(1 + i % 4);
            TypedExpression tree = Definitions.tryResolve(sql, RandomSql.COLUMNS, RandomSql.WINDOWS, new Diagnostics());
            if (tree == null) {
                continue;
            }
            resolved++;
            String text = ExpressionText.of(tree);
            Diagnostics into = new Diagnostics();
            TypedExpression again = Definitions.tryResolve(text, RandomSql.COLUMNS, RandomSql.WINDOWS, into);
            assertThat(again)
                    .as("seed %d: %s%nwritten %s%n%s", SEED + i, sql, text, DiagnosticRenderer.renderAll(into.sorted()))
                    .isNotNull();
            assertThat(Structure.of(Objects.requireNonNull(again)))
                    .as("seed %d: %s%nwritten %s", SEED + i, sql, text)
                    .isEqualTo(Structure.of(tree));
            assertThat(ExpressionText.of(again)).isEqualTo(text);
        }
        assertThat(resolved).as("expressions that resolve").isGreaterThan(2000);
    }

    @Test
    void resolve_anyExpression_neverThrows() {
        int wrong = 0;
        for (int i = 0; i < 4000; i++) {
            String sql = new RandomSql(SEED + i).wild(1 + i % 5);
            Diagnostics into = new Diagnostics();
            TypedExpression tree = Definitions.tryResolve(sql, RandomSql.COLUMNS, into);
            assertThat(tree == null).as("seed %d: %s", SEED + i, sql).isEqualTo(into.hasErrors());
            wrong += tree == null ? 1 : 0;
        }
        assertThat(wrong).isGreaterThan(1000);
    }
}
