package dev.forebay.plan.fitted;

import java.util.ArrayList;
import java.util.List;

/**
 * A scikit-learn {@code FeatureHasher} over a row as a dict of its columns: MurmurHash3 (x86, 32 bits, seed 0) of {@code name=value} for a
 * text, which counts 1, or of {@code name} for a number, which counts itself; added at the hash's residue, with the hash's sign where that is
 * wanted.
 *
 * <p><b>Missing</b>: a null adds nothing (as if the dict did not have it). NaN and the infinities are refused.
 *
 * @param features how many columns, at least 1
 * @param width how many columns come out, scikit-learn's {@code n_features}
 * @param alternateSign whether a negative hash takes off instead of adding
 */
public record FeatureHasherState(int features, int width, boolean alternateSign) implements FittedState {

    public FeatureHasherState {
        Checks.positive("the number of columns", features);
        Checks.positive("n_features", width);
    }

    @Override
    public String transformer() {
        return "FeatureHasher";
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) {
        // scikit-learn names none; these are the names that ClassNamePrefixFeaturesOutMixin would give.
        List<BlockColumn> outputs = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            outputs.add(BlockColumn.numbers("featurehasher" + i, inputs));
        }
        return outputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.featureHasher(this);
    }
}
