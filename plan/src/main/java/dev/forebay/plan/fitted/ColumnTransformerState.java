package dev.forebay.plan.fitted;

import java.util.ArrayList;
import java.util.List;

/**
 * Transformers side by side, each on columns of its own choice, as in a scikit-learn {@code ColumnTransformer}; their outputs follow one
 * another. What is in no part is dropped.
 *
 * @param features how many columns go in
 * @param parts in the order of their output, the remainder last; at least one
 * @param sparse whether the block is sparse after it, scikit-learn's {@code sparse_output_}
 * @param prefixed whether an output is called {@code part__column}, scikit-learn's {@code verbose_feature_names_out}
 */
public record ColumnTransformerState(int features, List<Part> parts, boolean sparse, boolean prefixed)
        implements FittedState {

    /**
     * One transformer on some columns.
     *
     * @param columns positions among the columns that go in
     * @param weight every output is multiplied by it; 1 leaves bits as they are
     */
    public record Part(String name, List<Integer> columns, FittedState state, double weight) {
        public Part {
            columns = List.copyOf(columns);
            Checks.require(
                    columns.size() == state.features(),
                    state.transformer() + " of " + state.features() + " columns on " + columns);
        }
    }

    public ColumnTransformerState {
        Checks.positive("the number of columns", features);
        parts = List.copyOf(parts);
        Checks.positive("the number of parts", parts.size());
        for (Part part : parts) {
            Checks.require(part.columns().stream().allMatch(i -> i >= 0 && i < features), "part on " + part.columns());
        }
    }

    @Override
    public String transformer() {
        return "ColumnTransformer";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        List<BlockColumn> outputs = new ArrayList<>();
        for (Part part : parts) {
            List<BlockColumn> block = part.columns().stream().map(inputs::get).toList();
            try {
                outputs.addAll(
                        Prefixes.add(prefixed ? part.name() : "", part.state().outputs(block)));
            } catch (UnfitInputException e) {
                throw new UnfitInputException(part.columns().get(e.column()), String.valueOf(e.getMessage()));
            }
        }
        return outputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.columnTransformer(this);
    }
}
