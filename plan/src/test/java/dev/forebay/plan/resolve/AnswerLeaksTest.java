package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The target of an encoder is what the model is to tell: it is no feature of its own event. */
class AnswerLeaksTest {
    private static final String DEFINITION = """
            forebay: 1
            pipeline: fraud
            event: {id: id, time: at}
            schema: {id: long, at: timestamp, customer: string, merchant: string, fraud: boolean}
            checks: {told: fraud IS NOT NULL}
            windows:
              ever: {by: customer}
              before: {by: customer, exclude: current}
              late: {by: customer, last: 7d, delay: 7d}
            features:
              answer: CASE WHEN fraud THEN 1 ELSE 0 END
              twice: answer * 2
              risk: %s
            transforms:
              encoded: {columns: [merchant], steps: [TargetEncoder: {target: fraud}]}
              scaled: {columns: [risk], steps: [StandardScaler: {}], suffix: _s, fitted: scaler-1.pkl}
            output:
              keep: [fraud, answer]
              vector: [%s]
            """;

    private static String mistakes(String risk, String vector) {
        return Definitions.mistakes(DEFINITION.formatted(risk, vector));
    }

    @Test
    void vector_withTheTargetOrWhatIsComputedOfIt_isRefused() {
        assertThat(mistakes("1.0", "fraud, risk"))
                .contains("FB4212", "'fraud' is the target of a TargetEncoder: what the model is to tell")
                .contains("so the model cannot have it", "known_after: 7d");
        assertThat(mistakes("1.0", "twice"))
                .contains("FB4212", "'twice' is computed from 'fraud', which is the target of a TargetEncoder");
    }

    @Test
    void window_thatHoldsTheEventItself_refusesTheTarget() {
        assertThat(mistakes("AVG(fraud) OVER ever", "risk"))
                .contains("FB4212", "the window 'ever' reaches up to the event", "'exclude: current'");
        assertThat(mistakes("SUM(twice) OVER ever", "risk")).contains("FB4212", "'twice' is computed from 'fraud'");
    }

    @Test
    void transform_ofTheTarget_isRefused() {
        assertThat(mistakes("answer * 1.0", "scaled"))
                .contains("FB4212", "'risk' is computed from 'fraud'", "so no transform can read it");
    }

    @Test
    void target_thatIsKeptOrOfOtherEvents_isTaken() {
        assertThat(mistakes("AVG(fraud) OVER before", "risk")).doesNotContain("FB4212");
        assertThat(mistakes("AVG(fraud) OVER late", "risk, scaled")).doesNotContain("FB4212");
        assertThat(mistakes("1.0", "risk")).doesNotContain("FB4212");
    }
}
