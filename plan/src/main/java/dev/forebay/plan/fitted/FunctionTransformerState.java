package dev.forebay.plan.fitted;

import java.util.List;

/**
 * A scikit-learn {@code FunctionTransformer} of a numpy function that is known here, on each value by itself.
 *
 * <p><b>Missing</b>: NaN and the infinities go through the function as numpy has it, since nothing validates them
 * ({@code validate=False}). Functions of a library are within 2 ulp.
 *
 * @param features how many columns, at least 1
 */
public record FunctionTransformerState(int features, NumpyFunction function) implements FittedState {

    public FunctionTransformerState {
        Checks.positive("the number of columns", features);
    }

    @Override
    public String transformer() {
        return "FunctionTransformer";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        return Checks.numbers(transformer(), inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.functionTransformer(this);
    }
}
