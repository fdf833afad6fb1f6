package dev.forebay.plan.fitted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted scikit-learn {@code StandardScaler}: {@code (x - mean) / scale}, each step rounded once.
 *
 * <p><b>Missing</b>: NaN passes through; an infinity is refused. A column without data has NaN for mean and scale.
 *
 * @param features how many columns
 * @param featureNames their names when it was fitted, or empty
 * @param withMean whether the mean is taken off; a mean may be stored though it is not used
 * @param withStd whether it is divided by the scale
 * @param mean one a column; null where scikit-learn stored none
 * @param scale one a column, never 0; null where scikit-learn stored none
 * @param producedBy what fitted it, such as {@code scikit-learn 1.9.1}
 */
public record StandardScalerState(
        int features,
        List<String> featureNames,
        boolean withMean,
        boolean withStd,
        @Nullable List<Double> mean,
        @Nullable List<Double> scale,
        String producedBy)
        implements FittedState {

    public StandardScalerState {
        featureNames = List.copyOf(featureNames);
        mean = copy("mean_", mean, features, withMean);
        scale = copy("scale_", scale, features, withStd);
        if (features < 1 || (!featureNames.isEmpty() && featureNames.size() != features)) {
            throw new IllegalArgumentException("StandardScaler of " + features + " columns with names " + featureNames);
        }
        if (scale != null && scale.contains(0.0)) {
            throw new IllegalArgumentException("StandardScaler with a scale of 0: " + scale);
        }
    }

    @Override
    public String transformer() {
        return "StandardScaler";
    }

    private static @Nullable List<Double> copy(
            String what, @Nullable List<Double> values, int features, boolean needed) {
        if (values == null) {
            if (needed) {
                throw new IllegalArgumentException("StandardScaler without " + what);
            }
            return null;
        }
        if (values.size() != features) {
            throw new IllegalArgumentException(what + " has " + values.size() + " values for " + features + " columns");
        }
        return List.copyOf(values);
    }
}
