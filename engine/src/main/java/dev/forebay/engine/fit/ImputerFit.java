package dev.forebay.engine.fit;

import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.SimpleImputerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an imputer learns: the statistic of each column, and which columns had something missing. */
final class ImputerFit {
    private final FitStep.SimpleImputer step;
    private final boolean rowMajor;

    private ImputerFit(FitStep.SimpleImputer step, boolean rowMajor) {
        this.step = step;
        this.rowMajor = rowMajor;
    }

    static FittedState fit(FitStep.SimpleImputer step, List<FitColumn> columns, List<String> names, boolean rowMajor)
            throws UnfitDataException {
        ImputerFit fit = new ImputerFit(step, rowMajor);
        List<Optional<Category>> statistics = new ArrayList<>();
        List<Integer> indicators = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            FitColumn column = columns.get(i);
            boolean[] missing = fit.missing(column);
            boolean any = false;
            boolean all = true;
            for (boolean one : missing) {
                any |= one;
                all &= one;
            }
            if (any && step.addIndicator()) {
                indicators.add(i);
            }
            statistics.add(
                    column instanceof FitColumn.Texts texts
                            ? fit.statistic(texts, missing, all, names.get(i))
                            : fit.statistic((FitColumn.Numbers) column, missing, all, names.get(i)));
        }
        return new SimpleImputerState(
                step.missing(), statistics, step.strategy().name().toLowerCase(Locale.ROOT), indicators);
    }

    private boolean[] missing(FitColumn column) {
        boolean[] missing = new boolean[column.rows()];
        for (int row = 0; row < missing.length; row++) {
            missing[row] = column.isMissing(row) || isSentinel(column, row);
        }
        return missing;
    }

    private boolean isSentinel(FitColumn column, int row) {
        if (column instanceof FitColumn.Texts texts) {
            return step.missing() instanceof Category.Text sentinel
                    && texts.texts().get(texts.codes()[row]).equals(sentinel.value());
        }
        double value = ((FitColumn.Numbers) column).values()[row];
        return (step.missing() instanceof Category.Whole whole && value == whole.value())
                || (step.missing() instanceof Category.Real real && value == real.value());
    }

    private Optional<Category> statistic(FitColumn.Texts column, boolean[] missing, boolean all, String name)
            throws UnfitDataException {
        if (step.strategy() == FitStep.Imputation.MEAN || step.strategy() == FitStep.Imputation.MEDIAN) {
            throw new UnfitDataException(
                    name,
                    "SimpleImputer with strategy " + step.strategy().name().toLowerCase(Locale.ROOT)
                            + " takes numbers, and '" + name + "' is a string",
                    "strategy most_frequent or constant takes texts");
        }
        if (step.strategy() == FitStep.Imputation.CONSTANT) {
            return all && !step.keepEmpty() ? Optional.empty() : Optional.of(fill(new Category.Text("missing_value")));
        }
        if (all) {
            if (step.keepEmpty()) {
                throw new UnfitDataException(
                        name,
                        "'" + name + "' has no text to fill with",
                        "scikit-learn would fill a column of texts with the number 0",
                        "write keep_empty_features: false, or strategy: constant");
            }
            return Optional.empty();
        }
        int[] counts = new int[column.texts().size()];
        for (int row = 0; row < missing.length; row++) {
            if (!missing[row]) {
                counts[column.codes()[row]]++;
            }
        }
        String most = null;
        int seen = 0;
        for (int i = 0; i < counts.length; i++) {
            String text = column.texts().get(i);
            if (counts[i] > seen || (counts[i] == seen && most != null && Categories.byCodePoint(text, most) < 0)) {
                most = text;
                seen = counts[i];
            }
        }
        return Optional.of(new Category.Text(String.valueOf(most)));
    }

    private Category fill(Category otherwise) {
        return step.fill().orElse(otherwise);
    }

    private Optional<Category> statistic(FitColumn.Numbers column, boolean[] missing, boolean all, String name)
            throws UnfitDataException {
        if (step.strategy() == FitStep.Imputation.CONSTANT) {
            Category fill = fill(new Category.Real(0));
            if (fill instanceof Category.Text) {
                throw new UnfitDataException(
                        name, "a text cannot be filled in where '" + name + "' has numbers", "fill_value: a number");
            }
            return all && !step.keepEmpty() ? Optional.empty() : Optional.of(real(fill));
        }
        if (all) {
            return step.keepEmpty() ? Optional.of(new Category.Real(0)) : Optional.empty();
        }
        double[] known = column.values().clone();
        int count = 0;
        for (int row = 0; row < known.length; row++) {
            known[row] = missing[row] ? Double.NaN : known[row];
            count += missing[row] ? 0 : 1;
        }
        double statistic = switch (step.strategy()) {
            case MEAN -> Sums.of(ScalerFit.withoutNan(known, 0), rowMajor) / count;
            case MEDIAN -> Quantiles.of(known).median();
            default -> mostFrequent(known);
        };
        return Optional.of(new Category.Real(statistic));
    }

    private static Category real(Category number) {
        return number instanceof Category.Whole whole ? new Category.Real(whole.value()) : number;
    }

    /** Of those seen as often the least. */
    private static double mostFrequent(double[] values) {
        Categories categories = Categories.of(new FitColumn.Numbers(values, FitColumn.Kind.REAL));
        int best = 0;
        for (int i = 1; i < categories.ordinary(); i++) {
            best = categories.counts().get(i) > categories.counts().get(best) ? i : best;
        }
        return ((Category.Real) categories.categories().get(best)).value();
    }
}
