package dev.forebay.engine.fit;

import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fit.FitStep.Drop;
import dev.forebay.plan.fit.FitStep.Grouping;
import dev.forebay.plan.fit.FitStep.Imputation;
import dev.forebay.plan.fit.FitStep.Strategy;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.KBinsDiscretizerState.Encoding;
import dev.forebay.plan.fitted.PowerTransformerState.Method;
import dev.forebay.plan.fitted.QuantileTransformerState.Distribution;
import dev.forebay.plan.fitted.UnknownCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The cases of {@code python/make_fit_fixtures.py}, the same by name, and the columns that it made. */
final class FitCases {
    /** What scikit-learn takes for a default. */
    private static final FitStep.OneHotEncoder ONE_HOT =
            new FitStep.OneHotEncoder(Drop.NONE, List.of(), UnknownCategory.ERROR, true, Grouping.NONE);

    private final Map<String, FitColumn> columns = new LinkedHashMap<>();

    /** A case: which steps, fitted with which target. */
    record Case(List<FitStep> steps, String target) {
        Case(FitStep... steps) {
            this(List.of(steps), "");
        }

        Case by(String column) {
            return new Case(steps, column);
        }
    }

    static final Map<String, Case> ALL = cases();

    private static Map<String, Case> cases() {
        Map<String, Case> all = new LinkedHashMap<>();
        all.put("standard", new Case(new FitStep.StandardScaler(true, true)));
        all.put("standard-without-mean", new Case(new FitStep.StandardScaler(false, true)));
        all.put("standard-without-std", new Case(new FitStep.StandardScaler(true, false)));
        all.put("standard-one", new Case(new FitStep.StandardScaler(true, true)));
        all.put("minmax", new Case(new FitStep.MinMaxScaler(0, 1, false)));
        all.put("minmax-range", new Case(new FitStep.MinMaxScaler(-1.5, 2, true)));
        all.put("maxabs", new Case(new FitStep.MaxAbsScaler(false)));
        all.put("robust", new Case(new FitStep.RobustScaler(true, true, 25, 75, false)));
        all.put("robust-range", new Case(new FitStep.RobustScaler(false, true, 10, 83.5, false)));
        all.put("quantile", new Case(new FitStep.QuantileTransformer(37, Distribution.UNIFORM)));
        all.put("quantile-many", new Case(new FitStep.QuantileTransformer(100_000, Distribution.NORMAL)));
        all.put("kbins", new Case(bins(7, Encoding.ONEHOT, Strategy.QUANTILE, false)));
        all.put("kbins-linear", new Case(bins(4, Encoding.ORDINAL, Strategy.QUANTILE, true)));
        all.put("kbins-uniform", new Case(bins(5, Encoding.ONEHOT_DENSE, Strategy.UNIFORM, false)));
        all.put("onehot", new Case(ONE_HOT));
        all.put(
                "onehot-rare",
                new Case(new FitStep.OneHotEncoder(
                        Drop.FIRST,
                        List.of(),
                        UnknownCategory.INFREQUENT_IF_EXIST,
                        true,
                        new Grouping(Optional.empty(), OptionalDouble.of(0.08), Optional.of(5)))));
        all.put(
                "onehot-few",
                new Case(new FitStep.OneHotEncoder(
                        Drop.IF_BINARY, List.of(), UnknownCategory.IGNORE, false, atMost(3))));
        all.put(
                "onehot-listed",
                new Case(new FitStep.OneHotEncoder(
                        Drop.LISTED,
                        List.of(new Category.Text("pos"), new Category.Whole(4), new Category.Truth(true)),
                        UnknownCategory.ERROR,
                        true,
                        Grouping.NONE)));
        all.put("robust-unit", new Case(new FitStep.RobustScaler(true, true, 5, 80, true)));
        all.put("ordinal", new Case(new FitStep.OrdinalEncoder(false, -1, Double.NaN, Grouping.NONE)));
        all.put(
                "ordinal-rare",
                new Case(new FitStep.OrdinalEncoder(
                        true, Double.NaN, -2, new Grouping(Optional.of(40), OptionalDouble.empty(), Optional.of(4)))));
        all.put("imputer-mean", new Case(imputer(Category.Missing.NAN, Imputation.MEAN, true, false)));
        all.put("imputer-median", new Case(imputer(Category.Missing.NAN, Imputation.MEDIAN, false, true)));
        all.put("imputer-frequent", new Case(imputer(Category.Missing.NAN, Imputation.MOST_FREQUENT, false, false)));
        all.put("imputer-texts", new Case(imputer(Category.Missing.NAN, Imputation.MOST_FREQUENT, false, false)));
        all.put("imputer-sentinel", new Case(imputer(new Category.Real(-3), Imputation.MEAN, false, false)));
        all.put("target-binary", new Case(target(OptionalDouble.empty(), 5, 0)).by("fraud"));
        all.put("target-smooth", new Case(target(OptionalDouble.of(20), 5, 0)).by("loss"));
        all.put("target-continuous", new Case(target(OptionalDouble.empty(), 5, 0)).by("loss"));
        all.put("target-classes", new Case(target(OptionalDouble.empty(), 5, 0)).by("grade"));
        all.put(
                "pipeline-scaled",
                new Case(
                        new FitStep.StandardScaler(true, true),
                        new FitStep.StandardScaler(true, false),
                        new FitStep.MinMaxScaler(0, 1, false)));
        all.put("power", new Case(new FitStep.PowerTransformer(Method.YEO_JOHNSON, true)));
        all.put("power-plain", new Case(new FitStep.PowerTransformer(Method.YEO_JOHNSON, false)));
        all.put("power-boxcox", new Case(new FitStep.PowerTransformer(Method.BOX_COX, true)));
        return all;
    }

    /** Those whose later steps need the operators of earlier ones. */
    static final Map<String, Case> PIPELINES = pipelines();

    private static Map<String, Case> pipelines() {
        Map<String, Case> all = new LinkedHashMap<>();
        all.put(
                "pipeline",
                new Case(
                        imputer(Category.Missing.NAN, Imputation.MEAN, false, false),
                        new FitStep.StandardScaler(true, true),
                        new FitStep.MinMaxScaler(0, 1, false)));
        all.put(
                "pipeline-rows",
                new Case(new FitStep.PolynomialFeatures(0, 2, false, true), new FitStep.StandardScaler(true, true)));
        all.put(
                "pipeline-target",
                new Case(target(OptionalDouble.empty(), 5, 0), new FitStep.StandardScaler(true, true)).by("fraud"));
        all.put(
                "pipeline-target-loss",
                new Case(target(OptionalDouble.empty(), 4, 7), new FitStep.StandardScaler(true, true)).by("loss"));
        return all;
    }

    private static Grouping atMost(int categories) {
        return new Grouping(Optional.empty(), OptionalDouble.empty(), Optional.of(categories));
    }

    private static FitStep bins(int bins, Encoding encoding, Strategy strategy, boolean linear) {
        return new FitStep.KBinsDiscretizer(List.of(bins), encoding, strategy, linear);
    }

    private static FitStep imputer(Category missing, Imputation strategy, boolean indicator, boolean keepEmpty) {
        return new FitStep.SimpleImputer(missing, strategy, Optional.empty(), indicator, keepEmpty);
    }

    private static FitStep target(OptionalDouble smooth, int folds, int seed) {
        return new FitStep.TargetEncoder(Optional.empty(), smooth, folds, true, seed);
    }

    FitCases(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> header = List.of(lines.get(0).split(","));
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        for (int i = 0; i < header.size(); i++) {
            int place = i;
            List<String> cells = new ArrayList<>();
            rows.forEach(row -> cells.add(row[place].equals("NA") ? null : row[place]));
            columns.put(header.get(i), column(header.get(i), cells));
        }
    }

    private static FitColumn column(String name, List<String> cells) {
        if (List.of("channel", "country", "grade").contains(name)) {
            return FitColumn.Texts.of(cells);
        }
        boolean truth = name.equals("flag");
        double[] values = cells.stream()
                .mapToDouble(cell ->
                        cell == null ? Double.NaN : truth ? (cell.equals("True") ? 1 : 0) : Double.parseDouble(cell))
                .toArray();
        FitColumn.Kind kind = truth
                ? FitColumn.Kind.TRUTH
                : List.of("whole", "fraud").contains(name) ? FitColumn.Kind.WHOLE : FitColumn.Kind.REAL;
        return new FitColumn.Numbers(values, kind);
    }

    List<FitColumn> columns(List<String> names) {
        return names.stream().map(this::column).toList();
    }

    FitColumn column(String name) {
        FitColumn column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column " + name + " in "
                    + Arrays.toString(columns.keySet().toArray()));
        }
        return column;
    }
}
