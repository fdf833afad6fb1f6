package dev.forebay.plan.fitted;

import java.util.ArrayList;
import java.util.List;

/**
 * A fitted scikit-learn {@code OneHotEncoder}: for each column one output a category, 1 in that of the value and 0 elsewhere;
 * infrequent ones share the last; a dropped one has none, so that it and an unknown one look the same.
 *
 * <p><b>Missing</b>: a null or NaN is a category where it was seen, else unknown; see {@link Category.Missing}.
 *
 * @param sparse whether the block is sparse after it
 */
public record OneHotEncoderState(List<EncodedColumn> columns, UnknownCategory unknown, boolean sparse)
        implements FittedState {

    public OneHotEncoderState {
        columns = List.copyOf(columns);
        Checks.positive("the number of columns", columns.size());
    }

    @Override
    public String transformer() {
        return "OneHotEncoder";
    }

    @Override
    public int features() {
        return columns.size();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        List<BlockColumn> outputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            EncodedColumn column = columns.get(i);
            CategoryLabels.requireKind(transformer(), column.categories(), i, inputs.get(i));
            String prefix = inputs.get(i).name() + "_";
            for (int index = 0; index < column.categories().size(); index++) {
                if (!column.infrequent().contains(index) && column.placeOf(index) != column.drop()) {
                    outputs.add(BlockColumn.numbers(
                            prefix + CategoryLabels.of(column.categories().get(index)), inputs.get(i)));
                }
            }
            if (!column.infrequent().isEmpty() && column.drop() != column.places() - 1) {
                outputs.add(BlockColumn.numbers(prefix + "infrequent_sklearn", inputs.get(i)));
            }
        }
        return outputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.oneHotEncoder(this);
    }
}
