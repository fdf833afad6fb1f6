package dev.forebay.plan.fitted;

import java.util.ArrayList;
import java.util.List;

/**
 * Transformers side by side on the same columns, as in a scikit-learn {@code FeatureUnion}; their outputs follow one another.
 *
 * @param features how many columns go in
 * @param parts in the order of their output; at least one. {@code columns} of each are all columns
 * @param sparse whether the block is sparse after it
 * @param prefixed whether an output is called {@code part__column}
 */
public record FeatureUnionState(int features, List<ColumnTransformerState.Part> parts, boolean sparse, boolean prefixed)
        implements FittedState {

    public FeatureUnionState {
        Checks.positive("the number of columns", features);
        parts = List.copyOf(parts);
        Checks.positive("the number of parts", parts.size());
        for (ColumnTransformerState.Part part : parts) {
            Checks.require(part.columns().size() == features, "a part of a FeatureUnion on " + part.columns());
        }
    }

    @Override
    public String transformer() {
        return "FeatureUnion";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        List<BlockColumn> outputs = new ArrayList<>();
        for (ColumnTransformerState.Part part : parts) {
            outputs.addAll(
                    Prefixes.add(prefixed ? part.name() : "", part.state().outputs(inputs)));
        }
        return outputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.featureUnion(this);
    }
}
