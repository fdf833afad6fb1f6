package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.Plan;
import dev.forebay.plan.window.AggregateText;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The definition that shows the language as a whole. */
class DesignExampleTest {
    private static final Path EXAMPLE = Path.of("src/test/resources/explain/windows.yaml");

    @Test
    void example_ofTheWholeLanguage_resolvesWithoutAWord() throws IOException {
        ResolvedPlan resolved = Resolver.resolve(Definitions.parse(Files.readString(EXAMPLE)), Definitions.LOADER);

        assertThat(DiagnosticRenderer.renderAll(resolved.diagnostics())).isEmpty();
        Plan plan = Objects.requireNonNull(resolved.plan());
        assertThat(plan.stepsBeforeWindows()).isEqualTo(3);
        assertThat(plan.windowing().groupings()).hasSize(3);
        assertThat(plan.windowing().windows())
                .map(WindowRule::name)
                .containsExactly(
                        "customer_1d",
                        "customer_7d",
                        "customer_30d",
                        "ever",
                        "terminal_1d",
                        "terminal_7d",
                        "terminal_30d",
                        "recent",
                        "os_HOUR");
        assertThat(plan.windowing().aggregates())
                .map(aggregate -> AggregateText.of(aggregate, plan.windowing()))
                .containsExactly(
                        "COUNT(*) OVER customer_1d",
                        "COUNT(*) OVER customer_7d",
                        "COUNT(*) OVER customer_30d",
                        "AVG(transaction_amount) OVER customer_1d",
                        "AVG(transaction_amount) OVER customer_7d",
                        "AVG(transaction_amount) OVER customer_30d",
                        "COUNT(*) FILTER (WHERE channel = 'web') OVER customer_7d",
                        "LAG(timestamp) OVER ever",
                        "AVG(is_fraud) OVER terminal_1d",
                        "AVG(is_fraud) OVER terminal_7d",
                        "AVG(is_fraud) OVER terminal_30d",
                        "MODE(channel) OVER recent",
                        "COUNT(DISTINCT customer_id) OVER os_HOUR",
                        "MAX(transaction_amount) OVER customer_7d",
                        "MAX(transaction_amount_log) OVER customer_7d");
    }
}
