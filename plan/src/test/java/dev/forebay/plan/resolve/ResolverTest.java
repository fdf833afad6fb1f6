package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final String FRAUD = """
            forebay: 1
            pipeline: fraud
            event: {id: id, time: at, future: 5m}
            schema:
              id: long
              at: timestamp
              amount: {type: double, min: 0, max: 1e6}
              channel: {type: string, optional: true, in: [pos, web], max_length: 8}
            checks:
              positive: amount >= 0
              web_is_small: {expect: "channel <> 'web' OR amount < 500", otherwise: warn}
            features:
              ratio: amount_log / amount_scaled
              amount_log: LOG1P(amount)
              hour: HOUR(at)
            transforms:
              amounts:
                columns: [amount, amount_log, hour]
                steps: [StandardScaler: {}]
                suffix: _scaled
                fitted: scaler-3.pkl
            output:
              keep: [id]
              vector: [amounts, ratio]
            """;

    @Test
    void resolve_featuresInAnyOrder_areStepsInOrderOfNeed() {
        Plan plan = Definitions.plan(FRAUD);

        assertThat(plan.columns())
                .map(Plan.Slot::name)
                .containsExactly(
                        "id",
                        "at",
                        "amount",
                        "channel",
                        "amount_log",
                        "hour",
                        "amount_scaled",
                        "amount_log_scaled",
                        "hour_scaled",
                        "ratio");
        assertThat(plan.vector())
                .map(column -> column.column().name())
                .containsExactly("amount_scaled", "amount_log_scaled", "hour_scaled", "ratio");
        assertThat(plan.checks()).map(Plan.Check::rejects).containsExactly(true, false);
        assertThat(plan.checks().get(1).text()).isEqualTo("channel <> 'web' OR amount < 500");
        assertThat(plan.constraints()).hasSize(4);
        assertThat(plan.event().futureMicros()).isEqualTo(300_000_000L);
        assertThat(plan.event().timeSlot()).isEqualTo(1);
    }

    @Test
    void resolve_schemaColumns_keepTheirOrderAndOptionality() {
        Plan plan = Definitions.plan(FRAUD);

        assertThat(plan.columns().subList(0, 4)).map(Plan.Slot::nullable).isEqualTo(List.of(false, false, false, true));
        assertThat(plan.fieldOrigins().get(2).place()).isEqualTo("pipeline.yaml:7");
    }

    @Test
    void resolve_brokenFeature_doesNotComplainAboutItsUsers() {
        String mistakes = Definitions.mistakes(FRAUD.replace("LOG1P(amount)", "LOG1P(amout)"));

        assertThat(mistakes).contains("unknown column 'amout'").contains("did you mean 'amount'?");
        assertThat(mistakes.split("error FB", -1)).hasSize(2);
    }

    @Test
    void resolve_severalMistakes_areAllTold() {
        String mistakes = Definitions.mistakes(FRAUD.replace("LOG1P(amount)", "LOG1P(channel)")
                .replace("amount >= 0", "amount + 1")
                .replace("time: at", "time: id")
                .replace("keep: [id]", "keep: [ident]")
                .replace("scaler-3", "scaler-2"));

        assertThat(mistakes).contains("FB3102", "FB3105", "FB4103", "FB2105", "FB5102");
        assertThat(mistakes.split("error FB", -1)).hasSize(6);
    }
}
