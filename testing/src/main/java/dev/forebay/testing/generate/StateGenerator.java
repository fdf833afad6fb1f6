package dev.forebay.testing.generate;

import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.ColumnTransformerState;
import dev.forebay.plan.fitted.EncodedColumn;
import dev.forebay.plan.fitted.FeatureHasherState;
import dev.forebay.plan.fitted.FeatureUnionState;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FunctionTransformerState;
import dev.forebay.plan.fitted.KBinsDiscretizerState;
import dev.forebay.plan.fitted.MaxAbsScalerState;
import dev.forebay.plan.fitted.MinMaxScalerState;
import dev.forebay.plan.fitted.NormalizerState;
import dev.forebay.plan.fitted.NumpyFunction;
import dev.forebay.plan.fitted.OneHotEncoderState;
import dev.forebay.plan.fitted.OrdinalEncoderState;
import dev.forebay.plan.fitted.PassthroughState;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.plan.fitted.PolynomialFeaturesState;
import dev.forebay.plan.fitted.PowerTransformerState;
import dev.forebay.plan.fitted.QuantileTransformerState;
import dev.forebay.plan.fitted.RobustScalerState;
import dev.forebay.plan.fitted.SimpleImputerState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.fitted.TargetEncoderState;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.plan.fitted.UnknownCategory;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Fitted state of every kind for given columns, small and odd. */
final class StateGenerator {
    private static final int DEEPEST = 2;

    private final Chance chance;
    private final ValueGenerator values;

    StateGenerator(Chance chance, ValueGenerator values) {
        this.chance = chance;
        this.values = values;
    }

    /** A state that takes these columns. */
    FittedState state(List<BlockColumn> columns) {
        return state(columns, 0);
    }

    private FittedState state(List<BlockColumn> columns, int depth) {
        if (depth < DEEPEST && chance.oneIn(3)) {
            return composite(columns, depth + 1);
        }
        boolean numbers = columns.stream().allMatch(column -> column.kind() == BlockColumn.Kind.NUMBERS);
        return numbers && !chance.oneIn(4) ? ofNumbers(columns.size()) : ofAny(columns);
    }

    private FittedState composite(List<BlockColumn> columns, int depth) {
        return switch (chance.between(0, 2)) {
            case 0 -> pipeline(columns, depth);
            case 1 ->
                new FeatureUnionState(columns.size(), parts(columns, depth, true), chance.oneIn(2), chance.oneIn(2));
            default ->
                new ColumnTransformerState(
                        columns.size(), parts(columns, depth, false), chance.oneIn(2), chance.oneIn(2));
        };
    }

    private PipelineState pipeline(List<BlockColumn> columns, int depth) {
        List<PipelineState.Step> steps = new ArrayList<>();
        List<BlockColumn> block = columns;
        for (int i = chance.between(1, 3); i > 0 && !block.isEmpty() && block.size() <= 40; i--) {
            FittedState state = state(block, depth);
            steps.add(new PipelineState.Step("step_" + i, state));
            block = outputs(state, block);
        }
        return new PipelineState(steps);
    }

    private static List<BlockColumn> outputs(FittedState state, List<BlockColumn> block) {
        try {
            return state.outputs(block);
        } catch (UnfitInputException e) {
            throw new IllegalStateException("a generated state does not take its columns", e);
        }
    }

    private List<ColumnTransformerState.Part> parts(List<BlockColumn> columns, int depth, boolean all) {
        List<ColumnTransformerState.Part> parts = new ArrayList<>();
        for (int i = chance.between(1, 3); i > 0; i--) {
            List<Integer> chosen = IntStream.range(0, columns.size())
                    .filter(k -> all || chance.oneIn(2))
                    .boxed()
                    .toList();
            List<Integer> some = chosen.isEmpty() ? List.of(columns.size() - 1) : chosen;
            FittedState state = state(some.stream().map(columns::get).toList(), depth);
            parts.add(new ColumnTransformerState.Part("part_" + i, some, state, chance.oneIn(3) ? 0.3 : 1));
        }
        return parts;
    }

    private FittedState ofNumbers(int n) {
        return switch (chance.between(0, 10)) {
            case 0 -> standardScaler(n);
            case 1 -> new MinMaxScalerState(numbers(n), numbers(n), numbers(n), numbers(n), -0.5, 2, chance.oneIn(2));
            case 2 -> new MaxAbsScalerState(scales(n), numbers(n), chance.oneIn(2));
            case 3 -> new RobustScalerState(n, chance.oneIn(2), chance.oneIn(2), numbers(n), scales(n));
            case 4 ->
                new PowerTransformerState(
                        chance.pick(List.of(PowerTransformerState.Method.values())),
                        each(n, () -> chance.pick(List.of(0.0, 1.0, 2.0, -0.7, 0.3, 2.6))),
                        chance.oneIn(2) ? standardScaler(n) : null);
            case 5 ->
                new QuantileTransformerState(
                        each(n, () -> ascending(4)),
                        List.of(0.0, 0.25, 0.75, 1.0),
                        chance.pick(List.of(QuantileTransformerState.Distribution.values())));
            case 6 ->
                new KBinsDiscretizerState(
                        each(n, () -> ascending(chance.between(2, 5))),
                        chance.pick(List.of(KBinsDiscretizerState.Encoding.values())));
            case 7 -> new NormalizerState(n, chance.pick(List.of(NormalizerState.Norm.values())));
            case 8 -> new BinarizerState(n, number());
            case 9 ->
                n > 6
                        ? new BinarizerState(n, number())
                        : new PolynomialFeaturesState(n, chance.between(0, 2), 2, chance.oneIn(2), chance.oneIn(2));
            default -> new FunctionTransformerState(n, chance.pick(List.of(NumpyFunction.values())));
        };
    }

    private StandardScalerState standardScaler(int n) {
        List<Double> means = each(n, () -> chance.oneIn(20) ? Double.NaN : number());
        return new StandardScalerState(n, !chance.oneIn(4), !chance.oneIn(4), means, scales(n));
    }

    private FittedState ofAny(List<BlockColumn> columns) {
        return switch (chance.between(0, 5)) {
            case 0 ->
                new OneHotEncoderState(
                        columns.stream().map(column -> encoded(column, true)).toList(),
                        chance.pick(List.of(UnknownCategory.values())),
                        chance.oneIn(2));
            case 1 ->
                new OrdinalEncoderState(
                        columns.stream().map(column -> encoded(column, false)).toList(),
                        chance.oneIn(3),
                        -1,
                        chance.oneIn(2) ? Double.NaN : -2);
            case 2 -> target(columns);
            case 3 -> imputer(columns);
            case 4 -> new FeatureHasherState(columns.size(), chance.between(1, 9), chance.oneIn(2));
            default -> new PassthroughState(columns.size());
        };
    }

    private TargetEncoderState target(List<BlockColumn> columns) {
        boolean several = chance.oneIn(3);
        List<Category> classes =
                several ? List.of(new Category.Text("a"), new Category.Text("b"), new Category.Text("c")) : List.of();
        int width = several ? 3 : 1;
        List<List<Category>> categories = columns.stream().map(this::categories).toList();
        List<List<Double>> encodings = new ArrayList<>();
        categories.forEach(column -> IntStream.range(0, width).forEach(c -> encodings.add(numbers(column.size()))));
        return new TargetEncoderState(
                categories,
                encodings,
                numbers(width),
                classes,
                several ? TargetEncoderState.Target.MULTICLASS : TargetEncoderState.Target.BINARY);
    }

    private SimpleImputerState imputer(List<BlockColumn> columns) {
        boolean texts = columns.stream().anyMatch(column -> column.kind() == BlockColumn.Kind.TEXTS);
        Category missing = texts || chance.oneIn(2) ? Category.Missing.NAN : new Category.Real(number());
        List<Optional<Category>> statistics = new ArrayList<>();
        for (BlockColumn column : columns) {
            boolean leftOut = statistics.size() > 0 && chance.oneIn(5);
            Category statistic =
                    column.kind() == BlockColumn.Kind.TEXTS ? new Category.Text("none") : new Category.Real(number());
            statistics.add(leftOut ? Optional.empty() : Optional.of(statistic));
        }
        List<Integer> indicators = IntStream.range(0, columns.size())
                .filter(i -> chance.oneIn(3))
                .boxed()
                .toList();
        return new SimpleImputerState(missing, statistics, "constant", indicators);
    }

    private EncodedColumn encoded(BlockColumn column, boolean dropping) {
        List<Category> categories = categories(column);
        int known = categories.contains(Category.Missing.NAN) ? categories.size() - 1 : categories.size();
        List<Integer> infrequent = chance.oneIn(2)
                ? List.of()
                : IntStream.range(0, known).filter(i -> chance.oneIn(3)).boxed().toList();
        EncodedColumn undropped = new EncodedColumn(categories, infrequent, -1);
        boolean drops = dropping && undropped.places() > 1 && chance.oneIn(3);
        return drops ? new EncodedColumn(categories, infrequent, chance.between(0, undropped.places() - 1)) : undropped;
    }

    /** Some categories of the column's kind, NaN last; what is generated for columns is often among them. */
    private List<Category> categories(BlockColumn column) {
        List<Category> categories = new ArrayList<>();
        if (column.kind() == BlockColumn.Kind.TEXTS) {
            TreeSet<String> texts = new TreeSet<>(List.of(""));
            for (int i = chance.between(0, 5); i > 0; i--) {
                texts.add((String) values.finite(Type.STRING));
            }
            texts.forEach(text -> categories.add(new Category.Text(text)));
        } else {
            TreeSet<Double> numbers = new TreeSet<>(List.of(1.0));
            for (int i = chance.between(0, 5); i > 0; i--) {
                numbers.add(number() + 0.0);
            }
            numbers.forEach(number -> categories.add(new Category.Real(number)));
        }
        if (chance.oneIn(3)) {
            categories.add(Category.Missing.NONE);
        }
        if (chance.oneIn(3)) {
            categories.add(Category.Missing.NAN);
        }
        return categories;
    }

    private double number() {
        return (Double) values.finite(Type.DOUBLE);
    }

    private List<Double> numbers(int n) {
        return each(n, this::number);
    }

    private List<Double> scales(int n) {
        return each(n, () -> chance.oneIn(20) ? Double.NaN : 0.25 + chance.unit() * 40);
    }

    private List<Double> ascending(int n) {
        return each(n, this::number).stream().sorted().toList();
    }

    private static <T> List<T> each(int n, Supplier<T> value) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(value.get());
        }
        return List.copyOf(all);
    }
}
