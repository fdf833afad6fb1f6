package dev.forebay.plan.fitted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted scikit-learn {@code StandardScaler}: {@code (x - mean) / scale}, each step rounded once. In a sparse block, where no mean is
 * taken off, {@code x * (1 / scale)}.
 *
 * <p>The flags decide what is done, not whether there is a value: scikit-learn stores a mean with {@code with_mean=False}
 * too.
 *
 * <p><b>Missing</b>: NaN passes through; an infinity is refused. A column without data has NaN for mean and scale.
 *
 * @param features how many columns, at least 1
 * @param withMean whether the mean is taken off; a mean may be stored though it is not used
 * @param withStd whether it is divided by the scale
 * @param mean one a column; null where scikit-learn stored none
 * @param variance one a column, divided by n and not by n - 1; null where scikit-learn stored none. Not used to transform
 * @param scale one a column: the root of the variance, or 1 where the column was constant; finite and above 0, or NaN; null
 *     where scikit-learn stored none
 */
public record StandardScalerState(
        int features,
        boolean withMean,
        boolean withStd,
        @Nullable List<Double> mean,
        @Nullable List<Double> variance,
        @Nullable List<Double> scale)
        implements FittedState {

    public StandardScalerState {
        Checks.positive("the number of columns", features);
        mean = Checks.eachIfAny("mean_", mean, features, withMean);
        variance = Checks.eachIfAny("var_", variance, features, false);
        scale = Checks.eachIfAny("scale_", scale, features, withStd);
        Checks.require(
                scale == null || scale.stream().allMatch(StandardScalerState::isScale),
                "StandardScaler with a scale that nothing can be divided by: " + scale);
        Checks.require(
                variance == null || variance.stream().allMatch(StandardScalerState::isVariance),
                "StandardScaler with a variance below 0: " + variance);
    }

    /** A scaler of which the variance is not known, which the transform does not need. */
    public StandardScalerState(
            int features,
            boolean withMean,
            boolean withStd,
            @Nullable List<Double> mean,
            @Nullable List<Double> scale) {
        this(features, withMean, withStd, mean, null, scale);
    }

    @Override
    public String transformer() {
        return "StandardScaler";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        return Checks.numbers(transformer(), inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.standardScaler(this);
    }

    /** Whether a column may have this scale: finite and above 0, or NaN. */
    public static boolean isScale(double scale) {
        return Double.isNaN(scale) || (scale > 0 && scale < Double.POSITIVE_INFINITY);
    }

    /** Whether a column may have this variance: 0 or above (infinite where it overflowed), or NaN. */
    public static boolean isVariance(double variance) {
        return Double.isNaN(variance) || variance >= 0;
    }
}
