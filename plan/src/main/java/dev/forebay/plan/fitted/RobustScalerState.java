package dev.forebay.plan.fitted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted scikit-learn {@code RobustScaler}: {@code (x - center) / scale}, each step rounded once; in a sparse block, where nothing is
 * taken off, {@code x * (1 / scale)}.
 *
 * <p><b>Missing</b>: NaN passes through; an infinity is refused.
 *
 * @param features how many columns, at least 1
 * @param withCentering whether the center is taken off
 * @param withScaling whether it is divided by the scale
 * @param center the median, one a column; null where scikit-learn stored none
 * @param scale the range between the two quantiles, or 1 where that was about 0; null where scikit-learn stored none
 */
public record RobustScalerState(
        int features,
        boolean withCentering,
        boolean withScaling,
        @Nullable List<Double> center,
        @Nullable List<Double> scale)
        implements FittedState {

    public RobustScalerState {
        Checks.positive("the number of columns", features);
        center = Checks.eachIfAny("center_", center, features, withCentering);
        scale = Checks.eachIfAny("scale_", scale, features, withScaling);
    }

    @Override
    public String transformer() {
        return "RobustScaler";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        return Checks.numbers(transformer(), inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.robustScaler(this);
    }
}
