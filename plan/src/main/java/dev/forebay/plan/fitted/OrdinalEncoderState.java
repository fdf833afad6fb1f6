package dev.forebay.plan.fitted;

import java.util.List;

/**
 * A fitted scikit-learn {@code OrdinalEncoder}: the place of the value's category; infrequent ones share the last.
 *
 * <p><b>Missing</b>: a NaN that was seen gives {@code encodedMissing}; a null is {@code None}, an ordinary category, where that was seen, else
 * as a NaN.
 *
 * @param columns nothing is dropped
 * @param unknownIsError whether an unknown category refuses the row; otherwise it gives {@code unknownValue}
 * @param unknownValue may be NaN
 * @param encodedMissing what a missing value gives; NaN by default
 */
public record OrdinalEncoderState(
        List<EncodedColumn> columns, boolean unknownIsError, double unknownValue, double encodedMissing)
        implements FittedState {

    public OrdinalEncoderState {
        columns = List.copyOf(columns);
        Checks.positive("the number of columns", columns.size());
        for (EncodedColumn column : columns) {
            Checks.require(column.drop() == -1, "OrdinalEncoder that drops a category");
        }
    }

    @Override
    public String transformer() {
        return "OrdinalEncoder";
    }

    @Override
    public int features() {
        return columns.size();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        for (int i = 0; i < columns.size(); i++) {
            CategoryLabels.requireKind(transformer(), columns.get(i).categories(), i, inputs.get(i));
        }
        return inputs.stream()
                .map(column -> BlockColumn.numbers(column.name(), column))
                .toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.ordinalEncoder(this);
    }
}
