package dev.forebay.testing;

import dev.forebay.plan.Plan;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import dev.forebay.types.batch.ReasonCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Features and transforms of one accepted event. */
final class ReferenceSteps {
    private ReferenceSteps() {}

    /** Computes some of the plan's steps into {@code slots}; what fails is added to {@code findings}. */
    static void run(
            Plan plan,
            List<Plan.Step> steps,
            List<@Nullable Object> slots,
            List<@Nullable Object> aggregates,
            List<Finding> findings,
            EvaluationListener listener) {
        for (Plan.Step step : steps) {
            if (step instanceof Plan.Step.Feature feature) {
                Object value = ReferenceEvaluator.evaluate(feature.expression(), slots, aggregates, listener);
                slots.set(feature.slot(), value);
                if (value instanceof Failure failure && !failure.inherited()) {
                    findings.add(new Finding(
                            failure.code(), plan.columns().get(feature.slot()).name()));
                }
            } else if (step instanceof Plan.Step.Transform transform) {
                for (int i = 0; i < transform.inputs().size(); i++) {
                    int input = transform.inputs().get(i);
                    Object value = transformed(transform.state(), i, asDouble(slots.get(input)));
                    slots.set(transform.outputs().get(i), value);
                    if (value instanceof Failure failure && !failure.inherited()) {
                        findings.add(new Finding(
                                failure.code(), plan.columns().get(input).name()));
                    }
                }
            }
        }
    }

    private static @Nullable Object asDouble(@Nullable Object value) {
        return value instanceof Number number ? Double.valueOf(Double.parseDouble(number.toString())) : value;
    }

    private static @Nullable Object transformed(FittedState state, int column, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Failure failure) {
            return new Failure(failure.code(), true);
        }
        double x = (Double) value;
        if (Double.isInfinite(x)) {
            return new Failure(ReasonCode.TRANSFORM, false);
        }
        StandardScalerState scaler = (StandardScalerState) state;
        List<Double> mean = scaler.mean();
        List<Double> scale = scaler.scale();
        if (scaler.withMean() && mean != null) {
            x = x - mean.get(column);
        }
        if (scaler.withStd() && scale != null) {
            x = x / scale.get(column);
        }
        return x;
    }
}
