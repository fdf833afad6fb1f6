package dev.forebay.engine.fit;

import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.TargetEncoderState;
import dev.forebay.plan.fitted.TargetEncoderState.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a target encoder learns: of all rows for those to come, and without each fold for the rows of that fold, which must not be encoded with
 * their own targets.
 *
 * @param state of all rows
 * @param folds for each fold the state of the rows outside of it
 * @param fold the fold of each row
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record TargetFit(TargetEncoderState state, List<TargetEncoderState> folds, int[] fold) {

    /** @param target of every row; none is missing */
    static TargetFit fit(FitStep.TargetEncoder step, List<FitColumn> columns, FitColumn target, String name)
            throws UnfitDataException {
        List<Categories> categories = columns.stream().map(Categories::of).toList();
        Categories classes = Categories.of(target);
        Target type = step.type().orElseGet(() -> inferred(target, classes));
        if (type == Target.CONTINUOUS && target instanceof FitColumn.Texts) {
            throw new UnfitDataException(name, "a continuous target is a number, and '" + name + "' is a string");
        }
        int count = classes.categories().size();
        if ((type == Target.BINARY && count > 2) || (type == Target.MULTICLASS && count <= 2)) {
            throw new UnfitDataException(
                    name,
                    "target_type is " + (type == Target.BINARY ? "binary" : "multiclass") + ", and '" + name + "' has "
                            + count + " different values",
                    "leave target_type out: the values say it");
        }
        List<double[]> targets = targets(type, target, classes);
        int rows = target.rows();
        if (step.folds() > rows) {
            throw new UnfitDataException(
                    name, "cv is " + step.folds() + ", and there are " + rows + " rows to fit TargetEncoder on");
        }
        int[] fold = type == Target.CONTINUOUS
                ? Folds.plain(rows, step.folds(), step.shuffle(), step.seed())
                : Folds.stratified(classes.codes(), count, step.folds(), step.shuffle(), step.seed());
        TargetFit.Fitting fitting = new Fitting(step, type, categories, classes, targets);
        List<TargetEncoderState> without = new ArrayList<>();
        for (int k = 0; k < step.folds(); k++) {
            without.add(fitting.of(fold, k));
        }
        return new TargetFit(fitting.of(fold, -1), without, fold);
    }

    private static Target inferred(FitColumn target, Categories classes) {
        if (target instanceof FitColumn.Numbers numbers && numbers.kind() == FitColumn.Kind.REAL) {
            for (double value : numbers.values()) {
                if (value != Math.rint(value)) {
                    return Target.CONTINUOUS;
                }
            }
        }
        return classes.categories().size() > 2 ? Target.MULTICLASS : Target.BINARY;
    }

    /** What is averaged: the target, or for each class whether it is that. */
    private static List<double[]> targets(Target type, FitColumn target, Categories classes) {
        if (type == Target.CONTINUOUS) {
            return List.of(((FitColumn.Numbers) target).values());
        }
        List<double[]> targets = new ArrayList<>();
        boolean several = type == Target.MULTICLASS;
        for (int k = several ? 0 : 1; k < (several ? classes.categories().size() : 2); k++) {
            double[] is = new double[target.rows()];
            for (int row = 0; row < is.length; row++) {
                is[row] = classes.codes()[row] == k ? 1 : 0;
            }
            targets.add(is);
        }
        return targets;
    }

    /** All that a fit of some of the rows needs. */
    private record Fitting(
            FitStep.TargetEncoder step,
            Target type,
            List<Categories> columns,
            Categories classes,
            List<double[]> targets) {

        /** Without the rows of a fold; -1 for all rows. */
        TargetEncoderState of(int[] fold, int without) {
            int[] rows = new int[fold.length];
            int count = 0;
            for (int row = 0; row < fold.length; row++) {
                if (fold[row] != without) {
                    rows[count++] = row;
                }
            }
            List<Double> means = new ArrayList<>();
            List<double[]> chosen = new ArrayList<>();
            for (double[] target : targets) {
                double[] some = new double[count];
                for (int i = 0; i < count; i++) {
                    some[i] = target[rows[i]];
                }
                chosen.add(some);
                means.add(Sums.of(some, false) / count);
            }
            List<List<Double>> encodings = new ArrayList<>();
            for (Categories column : columns) {
                int[] codes = new int[count];
                for (int i = 0; i < count; i++) {
                    codes[i] = column.codes()[rows[i]];
                }
                int size = column.categories().size();
                for (int k = 0; k < targets.size(); k++) {
                    encodings.add(
                            step.smooth().isPresent()
                                    ? smoothed(
                                            codes,
                                            chosen.get(k),
                                            size,
                                            means.get(k),
                                            step.smooth().getAsDouble())
                                    : shrunk(codes, chosen.get(k), size, means.get(k)));
                }
            }
            return new TargetEncoderState(
                    columns.stream().map(Categories::categories).toList(),
                    encodings,
                    means,
                    type == Target.MULTICLASS ? List.<Category>copyOf(classes.categories()) : List.of(),
                    type);
        }

        private static List<Double> smoothed(int[] codes, double[] y, int size, double mean, double smooth) {
            double[] sums = new double[size];
            double[] counts = new double[size];
            Arrays.fill(sums, smooth * mean);
            Arrays.fill(counts, smooth);
            for (int i = 0; i < codes.length; i++) {
                sums[codes[i]] += y[i];
                counts[codes[i]] += 1;
            }
            List<Double> encoding = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                encoding.add(counts[k] == 0 ? mean : sums[k] / counts[k]);
            }
            return encoding;
        }

        /** Each category's mean, drawn to that of all the more the fewer rows and the more scatter it has. */
        private static List<Double> shrunk(int[] codes, double[] y, int size, double mean) {
            double variance = Sums.variance(y, false);
            double[] means = new double[size];
            long[] counts = new long[size];
            for (int i = 0; i < codes.length; i++) {
                counts[codes[i]]++;
                means[codes[i]] += y[i];
            }
            for (int k = 0; k < size; k++) {
                means[k] /= counts[k];
            }
            double[] squares = new double[size];
            for (int i = 0; i < codes.length; i++) {
                double off = y[i] - means[codes[i]];
                squares[codes[i]] += off * off;
            }
            List<Double> encoding = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                double weight = variance * counts[k] / (variance * counts[k] + squares[k] / counts[k]);
                encoding.add(Double.isNaN(weight) ? mean : weight * means[k] + (1 - weight) * mean);
            }
            return encoding;
        }
    }
}
