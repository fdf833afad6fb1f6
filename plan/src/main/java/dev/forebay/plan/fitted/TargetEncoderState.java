package dev.forebay.plan.fitted;

import java.util.ArrayList;
import java.util.List;

/**
 * A fitted scikit-learn {@code TargetEncoder}: the encoding of the value's category, for each class where there are more than two; the
 * target's mean for an unknown one. What it gives for rows it was fitted on is not what {@code fit_transform} gives, which is
 * cross-fitted.
 *
 * <p><b>Missing</b>: a null or NaN is a category where it was seen, else unknown.
 *
 * @param categories for each column, as scikit-learn sorted them
 * @param encodings by column, and within it by class: one value a category. As many a column as there are target means
 * @param targetMeans one, or one a class
 * @param classes what the target's classes are, where there are more than two; otherwise empty
 * @param target what kind of target it was
 */
public record TargetEncoderState(
        List<List<Category>> categories,
        List<List<Double>> encodings,
        List<Double> targetMeans,
        List<Category> classes,
        Target target)
        implements FittedState {

    /** What kind of target. */
    public enum Target {
        CONTINUOUS,
        BINARY,
        MULTICLASS
    }

    public TargetEncoderState {
        Checks.positive("the number of columns", categories.size());
        categories = categories.stream().map(List::copyOf).toList();
        targetMeans = List.copyOf(targetMeans);
        classes = List.copyOf(classes);
        int outputs = target == Target.MULTICLASS ? classes.size() : 1;
        Checks.require(targetMeans.size() == outputs, targetMeans.size() + " target means for " + outputs);
        encodings = Checks.each("encodings_", encodings, categories.size() * outputs).stream()
                .map(List::copyOf)
                .toList();
        for (int i = 0; i < encodings.size(); i++) {
            Checks.each(
                    "encodings_", encodings.get(i), categories.get(i / outputs).size());
        }
    }

    @Override
    public String transformer() {
        return "TargetEncoder";
    }

    @Override
    public int features() {
        return categories.size();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        List<BlockColumn> outputs = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            CategoryLabels.requireKind(transformer(), categories.get(i), i, inputs.get(i));
            String name = inputs.get(i).name();
            if (target != Target.MULTICLASS) {
                outputs.add(BlockColumn.numbers(name, inputs.get(i)));
            }
            for (Category label : target == Target.MULTICLASS ? classes : List.<Category>of()) {
                outputs.add(BlockColumn.numbers(name + "_" + CategoryLabels.of(label), inputs.get(i)));
            }
        }
        return outputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.targetEncoder(this);
    }
}
