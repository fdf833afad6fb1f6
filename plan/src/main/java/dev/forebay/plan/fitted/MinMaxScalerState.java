package dev.forebay.plan.fitted;

import java.util.List;

/**
 * A fitted scikit-learn {@code MinMaxScaler}: {@code x * scale + min}, two roundings, then clipped where that is wanted.
 *
 * <p><b>Missing</b>: NaN passes through, clipped or not; an infinity is refused.
 *
 * @param scale one a column
 * @param min what is added, one a column
 * @param dataMin the least value seen, one a column. Not used to transform
 * @param dataMax the greatest value seen, one a column. Not used to transform
 * @param lowest of {@code feature_range}
 * @param highest of {@code feature_range}
 * @param clip whether results are held within {@code feature_range}
 */
public record MinMaxScalerState(
        List<Double> scale,
        List<Double> min,
        List<Double> dataMin,
        List<Double> dataMax,
        double lowest,
        double highest,
        boolean clip)
        implements FittedState {

    public MinMaxScalerState {
        int features = Checks.positive("the number of columns", scale.size());
        scale = List.copyOf(scale);
        min = Checks.each("min_", min, features);
        dataMin = Checks.each("data_min_", dataMin, features);
        dataMax = Checks.each("data_max_", dataMax, features);
        Checks.require(lowest < highest, "feature_range is (" + lowest + ", " + highest + ")");
    }

    @Override
    public String transformer() {
        return "MinMaxScaler";
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
        return visitor.minMaxScaler(this);
    }
}
