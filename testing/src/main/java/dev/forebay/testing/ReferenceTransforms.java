package dev.forebay.testing;

import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.testing.expression.Failure;
import dev.forebay.types.batch.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fitted transforms of one row, slow and obvious. A value is a {@code Double}, a {@code String}, null, or a {@link Failure}: one that is not
 * inherited is a finding.
 */
final class ReferenceTransforms {
    private ReferenceTransforms() {}

    /**
     * What comes out of one row.
     *
     * @param names what the columns are called in findings
     */
    static List<@Nullable Object> transform(
            FittedTransform fitted, List<String> names, List<@Nullable Object> values, List<Finding> findings) {
        FittedState state = fitted.state();
        if (!(state instanceof StandardScalerState scaler)) {
            throw new IllegalArgumentException("no reference for " + state.transformer());
        }
        List<@Nullable Object> made = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Object value = scaled(scaler, i, values.get(i));
            if (value instanceof Failure failure && !failure.inherited()) {
                findings.add(new Finding(failure.code(), names.get(i)));
            }
            made.add(value);
        }
        return made;
    }

    private static @Nullable Object scaled(StandardScalerState scaler, int column, @Nullable Object value) {
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
