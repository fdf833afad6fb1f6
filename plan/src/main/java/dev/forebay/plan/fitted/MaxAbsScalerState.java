package dev.forebay.plan.fitted;

import java.util.List;

/**
 * A fitted scikit-learn {@code MaxAbsScaler}: {@code x / scale}; in a sparse block {@code x * (1 / scale)}. Then clipped to -1 to 1 where
 * that is wanted.
 *
 * <p><b>Missing</b>: NaN passes through; an infinity is refused.
 *
 * @param scale one a column: the greatest magnitude seen, or 1 where that was about 0
 * @param maxAbs the greatest magnitude seen, one a column. Not used to transform
 * @param clip whether results are held within -1 to 1
 */
public record MaxAbsScalerState(List<Double> scale, List<Double> maxAbs, boolean clip) implements FittedState {

    public MaxAbsScalerState {
        int features = Checks.positive("the number of columns", scale.size());
        scale = List.copyOf(scale);
        maxAbs = Checks.each("max_abs_", maxAbs, features);
    }

    @Override
    public String transformer() {
        return "MaxAbsScaler";
    }

    @Override
    public int features() {
        return scale.size();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        return Checks.numbers(transformer(), inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.maxAbsScaler(this);
    }
}
