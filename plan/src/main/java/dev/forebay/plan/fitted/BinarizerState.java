package dev.forebay.plan.fitted;

import java.util.List;

/**
 * A scikit-learn {@code Binarizer}: 1 where the value is above the threshold, else 0.
 *
 * <p><b>Missing</b>: NaN and the infinities are refused.
 *
 * @param features how many columns, at least 1
 */
public record BinarizerState(int features, double threshold) implements FittedState {

    public BinarizerState {
        Checks.positive("the number of columns", features);
    }

    @Override
    public String transformer() {
        return "Binarizer";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        return Checks.numbers(transformer(), inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.binarizer(this);
    }
}
