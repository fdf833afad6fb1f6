package dev.forebay.plan.fitted;

import java.util.List;

/**
 * Transformers one after the other, as in a scikit-learn {@code Pipeline}: each transforms what the one before it gives.
 *
 * @param steps at least one
 */
public record PipelineState(List<Step> steps) implements FittedState {

    /** One transformer and what it is called. */
    public record Step(String name, FittedState state) {}

    public PipelineState {
        steps = List.copyOf(steps);
        Checks.positive("the number of steps", steps.size());
    }

    @Override
    public String transformer() {
        return "Pipeline";
    }

    @Override
    public int features() {
        return steps.get(0).state().features();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        List<BlockColumn> block = inputs;
        for (Step step : steps) {
            if (block.size() != step.state().features()) {
                throw new UnfitInputException(
                        0,
                        step.state().transformer() + " takes " + step.state().features() + " columns and gets "
                                + block.size());
            }
            block = step.state().outputs(block);
        }
        return block;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.pipeline(this);
    }
}
