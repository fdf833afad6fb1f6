package dev.forebay.plan.fitted;

import java.util.List;

/**
 * Columns as they are: scikit-learn's {@code 'passthrough'}, or a {@code FunctionTransformer} without a function. Every value passes.
 *
 * @param features how many columns, at least 1
 */
public record PassthroughState(int features) implements FittedState {

    public PassthroughState {
        Checks.positive("the number of columns", features);
    }

    @Override
    public String transformer() {
        return "passthrough";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) {
        return inputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.passthrough(this);
    }
}
