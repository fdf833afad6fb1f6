package dev.forebay.engine.model;

import dev.forebay.plan.Plan;
import java.util.Arrays;
import java.util.Optional;

/** Brings the model of a plan. Where it runs is the caller's business. */
@FunctionalInterface
public interface Scorers {

    /** A scorer for one pipeline in flight. */
    Scorer of(Plan.Step.Score step);

    /** For those whose plans have no model. */
    static Scorers none() {
        return step -> {
            throw new IllegalArgumentException("a plan with a model, and nobody to ask it");
        };
    }

    /** For those who compute features and put nothing out, such as a replay that rebuilds state: nobody is asked, and predictions are NaN. */
    static Scorers idle() {
        return step -> (inputs, rows, outputs) -> {
            for (double[] output : outputs) {
                Arrays.fill(output, 0, rows, Double.NaN);
            }
            return Optional.empty();
        };
    }
}
