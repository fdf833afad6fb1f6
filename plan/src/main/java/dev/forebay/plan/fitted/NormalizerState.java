package dev.forebay.plan.fitted;

import java.util.List;

/**
 * A scikit-learn {@code Normalizer}: each row divided by its norm, or by 1 where that is 0.
 *
 * <p><b>Missing</b>: NaN and the infinities are refused. L2 is within 2 ulp, since numpy adds in an order of the machine's.
 *
 * @param features how many columns, at least 1
 */
public record NormalizerState(int features, Norm norm) implements FittedState {

    /** What a row is divided by. */
    public enum Norm {
        L1,
        L2,
        MAX
    }

    public NormalizerState {
        Checks.positive("the number of columns", features);
    }

    @Override
    public String transformer() {
        return "Normalizer";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        return Checks.numbers(transformer(), inputs).stream()
                .map(column -> BlockColumn.numbers(column.name(), inputs))
                .toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.normalizer(this);
    }
}
