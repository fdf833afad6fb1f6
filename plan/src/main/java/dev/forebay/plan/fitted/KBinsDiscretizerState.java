package dev.forebay.plan.fitted;

import java.util.ArrayList;
import java.util.List;

/**
 * A fitted scikit-learn {@code KBinsDiscretizer}: the number of inner edges at or below the value, so that a value outside goes to
 * the first or last bin; as that number, or as one column a bin.
 *
 * <p><b>Missing</b>: NaN and the infinities are refused.
 *
 * @param edges for each column its edges, ascending, one more than it has bins
 */
public record KBinsDiscretizerState(List<List<Double>> edges, Encoding encoding) implements FittedState {

    /** How a bin is written. {@code ONEHOT} makes the block sparse. */
    public enum Encoding {
        ONEHOT,
        ONEHOT_DENSE,
        ORDINAL
    }

    public KBinsDiscretizerState {
        Checks.positive("the number of columns", edges.size());
        edges = edges.stream().map(List::copyOf).toList();
        for (List<Double> column : edges) {
            Checks.require(column.size() >= 2, "a column has " + column.size() + " edges");
        }
    }

    @Override
    public String transformer() {
        return "KBinsDiscretizer";
    }

    @Override
    public int features() {
        return edges.size();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        Checks.numbers(transformer(), inputs);
        if (encoding == Encoding.ORDINAL) {
            return inputs;
        }
        List<BlockColumn> outputs = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            for (int bin = 0; bin < edges.get(i).size() - 1; bin++) {
                // The encoder inside was fitted on the numbers of the bins, which are floating-point.
                outputs.add(BlockColumn.numbers(inputs.get(i).name() + "_" + bin + ".0", inputs.get(i)));
            }
        }
        return outputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.kBinsDiscretizer(this);
    }
}
