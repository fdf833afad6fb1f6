package dev.forebay.plan.fitted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted scikit-learn {@code StandardScaler}: {@code (x - mean) / scale}, each step rounded once.
 *
 * <p>The flags decide what is done, not whether there is a value: scikit-learn stores a mean with {@code with_mean=False}
 * too.
 *
 * <p><b>Missing</b>: NaN passes through; an infinity is refused. A column without data has NaN for mean and scale.
 *
 * @param features how many columns, at least 1
 * @param featureNames their names when it was fitted, or empty
 * @param withMean whether the mean is taken off; a mean may be stored though it is not used
 * @param withStd whether it is divided by the scale
 * @param mean one a column; null where scikit-learn stored none
 * @param variance one a column, divided by n and not by n - 1; null where scikit-learn stored none. Not used to transform
 * @param scale one a column: the root of the variance, or 1 where the column was constant; finite and above 0, or NaN; null
 *     where scikit-learn stored none
 * @param producedBy what fitted it, such as {@code scikit-learn 1.9.1}
 */
public record StandardScalerState(
        int features,
        List<String> featureNames,
        boolean withMean,
        boolean withStd,
        @Nullable List<Double> mean,
        @Nullable List<Double> variance,
        @Nullable List<Double> scale,
        String producedBy)
        implements FittedState {

    public StandardScalerState {
        featureNames = List.copyOf(featureNames);
        mean = copy("mean_", mean, features, withMean);
        variance = copy("var_", variance, features, false);
        scale = copy("scale_", scale, features, withStd);
        if (features < 1 || (!featureNames.isEmpty() && featureNames.size() != features)) {
            throw new IllegalArgumentException("StandardScaler of " + features + " columns with names " + featureNames);
        }
        if (scale != null && !scale.stream().allMatch(StandardScalerState::isScale)) {
            throw new IllegalArgumentException("StandardScaler with a scale that nothing can be divided by: " + scale);
        }
        if (variance != null && !variance.stream().allMatch(StandardScalerState::isVariance)) {
            throw new IllegalArgumentException("StandardScaler with a variance below 0: " + variance);
        }
    }

    /** A scaler of which the variance is not known, which the transform does not need. */
    public StandardScalerState(
            int features,
            List<String> featureNames,
            boolean withMean,
            boolean withStd,
            @Nullable List<Double> mean,
            @Nullable List<Double> scale,
            String producedBy) {
        this(features, featureNames, withMean, withStd, mean, null, scale, producedBy);
    }

    @Override
    public String transformer() {
        return "StandardScaler";
    }

    /** Whether a column may have this scale: finite and above 0, or NaN. */
    public static boolean isScale(double scale) {
        return Double.isNaN(scale) || (scale > 0 && scale < Double.POSITIVE_INFINITY);
    }

    /** Whether a column may have this variance: 0 or above (infinite where it overflowed), or NaN. */
    public static boolean isVariance(double variance) {
        return Double.isNaN(variance) || variance >= 0;
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
