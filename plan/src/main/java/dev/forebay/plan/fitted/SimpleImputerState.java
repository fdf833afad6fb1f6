package dev.forebay.plan.fitted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fitted scikit-learn {@code SimpleImputer}: what is missing is replaced by the column's statistic; a column without one is left
 * out; behind them a column of 0 and 1 for each that had something missing when it was fitted, where that is wanted.
 *
 * <p><b>Missing</b>: {@code missing} says which value is; a null always is. With another sentinel than NaN a NaN is refused, and an
 * infinity always.
 *
 * @param missing what is replaced, such as {@link Category.Missing#NAN}
 * @param statistics one a column: a text or a number; empty where the column is left out
 * @param strategy as scikit-learn calls it. Not used to transform
 * @param indicators the columns that get an indicator, ascending
 */
public record SimpleImputerState(
        Category missing, List<Optional<Category>> statistics, String strategy, List<Integer> indicators)
        implements FittedState {

    public SimpleImputerState {
        statistics = List.copyOf(statistics);
        indicators = List.copyOf(indicators);
        int features = Checks.positive("the number of columns", statistics.size());
        Checks.require(
                indicators.stream().allMatch(i -> i >= 0 && i < features), "indicators of columns " + indicators);
    }

    @Override
    public String transformer() {
        return "SimpleImputer";
    }

    @Override
    public int features() {
        return statistics.size();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        List<BlockColumn> outputs = new ArrayList<>();
        for (int i = 0; i < statistics.size(); i++) {
            Category statistic = statistics.get(i).orElse(null);
            if (statistic == null) {
                continue;
            }
            BlockColumn.Kind fills =
                    statistic instanceof Category.Text ? BlockColumn.Kind.TEXTS : BlockColumn.Kind.NUMBERS;
            BlockColumn.Kind kind = inputs.get(i).kind();
            if (kind != BlockColumn.Kind.OPEN && kind != fills) {
                throw new UnfitInputException(
                        i,
                        transformer() + " was fitted on " + (kind == BlockColumn.Kind.TEXTS ? "numbers" : "texts")
                                + " here");
            }
            outputs.add(
                    new BlockColumn(inputs.get(i).name(), fills, inputs.get(i).from()));
        }
        for (int i : indicators) {
            outputs.add(BlockColumn.numbers("missingindicator_" + inputs.get(i).name(), inputs.get(i)));
        }
        return outputs;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.simpleImputer(this);
    }
}
