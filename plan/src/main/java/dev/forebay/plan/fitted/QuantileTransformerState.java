package dev.forebay.plan.fitted;

import java.util.List;

/**
 * A fitted scikit-learn {@code QuantileTransformer}: the mean of numpy's {@code interp} over the quantiles from the left and from the right,
 * 0 and 1 at the ends; for the normal distribution its quantile of that, clipped.
 *
 * <p><b>Missing</b>: NaN passes through; an infinity is refused. For the normal distribution within 2 ulp.
 *
 * @param quantiles for each column its quantiles, ascending, as many as references
 * @param references from 0 to 1, ascending
 */
public record QuantileTransformerState(List<List<Double>> quantiles, List<Double> references, Distribution distribution)
        implements FittedState {

    /** What the output is distributed as. */
    public enum Distribution {
        UNIFORM,
        NORMAL
    }

    public QuantileTransformerState {
        Checks.positive("the number of columns", quantiles.size());
        references = List.copyOf(references);
        int length = Checks.positive("the number of quantiles", references.size());
        quantiles = quantiles.stream()
                .map(column -> Checks.each("quantiles_", column, length))
                .toList();
    }

    @Override
    public String transformer() {
        return "QuantileTransformer";
    }

    @Override
    public int features() {
        return quantiles.size();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        return Checks.numbers(transformer(), inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.quantileTransformer(this);
    }
}
