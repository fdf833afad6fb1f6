package dev.forebay.testing;

import dev.forebay.plan.Plan;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import dev.forebay.types.Type;
import java.util.ArrayList;
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
                transform(plan, transform, slots, findings);
            } else {
                throw new IllegalArgumentException("no reference for " + step);
            }
        }
    }

    private static @Nullable Object asDouble(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
        }
        return value instanceof Number number ? Double.valueOf(Double.parseDouble(number.toString())) : value;
    }

    private static void transform(
            Plan plan, Plan.Step.Transform transform, List<@Nullable Object> slots, List<Finding> findings) {
        List<@Nullable Object> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int slot : transform.inputs()) {
            names.add(plan.columns().get(slot).name());
            boolean isText = plan.columns().get(slot).type().kind() == Type.Kind.STRING;
            values.add(isText ? slots.get(slot) : asDouble(slots.get(slot)));
        }
        List<@Nullable Object> made = ReferenceTransforms.transform(transform.fitted(), names, values, findings);
        for (int i = 0; i < made.size(); i++) {
            slots.set(transform.outputs().get(i), made.get(i));
        }
    }
}
