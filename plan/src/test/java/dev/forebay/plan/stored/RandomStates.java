package dev.forebay.plan.stored;

import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.ColumnTransformerState;
import dev.forebay.plan.fitted.EncodedColumn;
import dev.forebay.plan.fitted.FeatureHasherState;
import dev.forebay.plan.fitted.FeatureUnionState;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
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
import dev.forebay.plan.fitted.Precision;
import dev.forebay.plan.fitted.QuantileTransformerState;
import dev.forebay.plan.fitted.RobustScalerState;
import dev.forebay.plan.fitted.SimpleImputerState;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.fitted.TargetEncoderState;
import dev.forebay.plan.fitted.UnknownCategory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** States of every kind with numbers and texts at random, awkward ones often. */
final class RandomStates {
    private static final double[] AWKWARD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        0.1,
        1e16,
        1e-5
    };
    private static final String[] TEXTS = {
        "",
        "a",
        "\"\\/\b\f\n\r\t",
        "\u0000\u007f\u2028",
        "é",
        "\ud83d\ude00",
        "\ud800",
        "\udc00x",
        "nan",
        "inf",
        "null",
        "1",
        "1.0"
    };

    private final Random random;
    private int depth;

    RandomStates(long seed) {
        random = new Random(seed);
    }

    FittedTransform transform() {
        FittedState state = state();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < state.features() && random.nextBoolean(); i++) {
            columns.add("c" + i + text());
        }
        return new FittedTransform(
                state,
                columns.size() == state.features() ? columns : List.of(),
                one(Precision.values()),
                "scikit-learn 1.9." + random.nextInt(9));
    }

    FittedState state() {
        return state(1 + random.nextInt(4));
    }

    private FittedState state(int n) {
        List<Supplier<FittedState>> kinds = new ArrayList<>(List.of(
                () -> new BinarizerState(n, real()),
                () -> new FeatureHasherState(n, 1 + random.nextInt(1 << 20), random.nextBoolean()),
                () -> new FunctionTransformerState(n, one(NumpyFunction.values())),
                () -> new KBinsDiscretizerState(
                        many(n, () -> reals(2 + random.nextInt(5))), one(KBinsDiscretizerState.Encoding.values())),
                () -> new MaxAbsScalerState(reals(n), reals(n), random.nextBoolean()),
                () -> new MinMaxScalerState(reals(n), reals(n), reals(n), reals(n), -1.5, 0.1, random.nextBoolean()),
                () -> new NormalizerState(n, one(NormalizerState.Norm.values())),
                () -> new OneHotEncoderState(
                        many(n, () -> column(true)), one(UnknownCategory.values()), random.nextBoolean()),
                () -> new OrdinalEncoderState(many(n, () -> column(false)), random.nextBoolean(), real(), real()),
                () -> new PassthroughState(n),
                () -> new PolynomialFeaturesState(
                        n, random.nextInt(2), 1 + random.nextInt(3), random.nextBoolean(), random.nextBoolean()),
                () -> new PowerTransformerState(
                        one(PowerTransformerState.Method.values()), reals(n), random.nextBoolean() ? scaler(n) : null),
                () -> quantiles(n, 1 + random.nextInt(25)),
                () -> new RobustScalerState(n, false, false, perhaps(n), perhaps(n)),
                () -> new SimpleImputerState(
                        category(),
                        many(n, () -> random.nextInt(3) == 0 ? Optional.empty() : Optional.of(category())),
                        "most_frequent",
                        random.nextBoolean() ? List.of(n - 1) : List.of()),
                () -> scaler(n),
                () -> target(n)));
        if (depth < 3) {
            kinds.add(() -> deeper(() -> new PipelineState(
                    many(1 + random.nextInt(3), () -> new PipelineState.Step("s" + text(), state(n))))));
            kinds.add(() -> deeper(() -> new ColumnTransformerState(
                    n, many(1 + random.nextInt(3), () -> part(n, false)), random.nextBoolean(), random.nextBoolean())));
            kinds.add(() -> deeper(() -> new FeatureUnionState(
                    n, many(1 + random.nextInt(3), () -> part(n, true)), random.nextBoolean(), random.nextBoolean())));
        }
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private FittedState deeper(Supplier<FittedState> made) {
        depth++;
        FittedState state = made.get();
        depth--;
        return state;
    }

    private ColumnTransformerState.Part part(int n, boolean all) {
        int width = all ? n : 1 + random.nextInt(n);
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(all ? i : random.nextInt(n));
        }
        return new ColumnTransformerState.Part("p" + text(), columns, state(width), real());
    }

    private StandardScalerState scaler(int n) {
        List<Double> positive =
                many(n, () -> random.nextInt(4) == 0 ? Double.NaN : Double.MIN_VALUE + random.nextDouble());
        return new StandardScalerState(n, false, true, perhaps(n), random.nextBoolean() ? positive : null, positive);
    }

    private FittedState quantiles(int n, int count) {
        return new QuantileTransformerState(
                many(n, () -> reals(count)), reals(count), one(QuantileTransformerState.Distribution.values()));
    }

    private FittedState target(int n) {
        TargetEncoderState.Target target = one(TargetEncoderState.Target.values());
        boolean several = target == TargetEncoderState.Target.MULTICLASS;
        int outputs = several ? 3 : 1;
        List<List<Category>> categories = many(n, () -> column(false).categories());
        List<List<Double>> encodings = new ArrayList<>();
        for (int i = 0; i < n * outputs; i++) {
            encodings.add(reals(categories.get(i / outputs).size()));
        }
        return new TargetEncoderState(
                categories, encodings, reals(outputs), several ? many(3, this::category) : List.of(), target);
    }

    private EncodedColumn column(boolean drops) {
        Set<Category> categories = new LinkedHashSet<>(many(random.nextInt(6), this::category));
        List<Integer> infrequent = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            if (random.nextInt(4) == 0) {
                infrequent.add(i);
            }
        }
        EncodedColumn column = new EncodedColumn(List.copyOf(categories), infrequent, -1);
        return drops && column.places() > 0 && random.nextBoolean()
                ? new EncodedColumn(column.categories(), infrequent, random.nextInt(column.places()))
                : column;
    }

    private Category category() {
        return switch (random.nextInt(5)) {
            case 0 -> new Category.Whole(random.nextLong());
            case 1 -> {
                double real = real();
                yield Double.isNaN(real) ? Category.Missing.NAN : new Category.Real(real);
            }
            case 2 -> new Category.Truth(random.nextBoolean());
            case 3 -> one(Category.Missing.values());
            default -> new Category.Text(text());
        };
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
    }

    private double real() {
        return random.nextBoolean()
                ? AWKWARD[random.nextInt(AWKWARD.length)]
                : Double.longBitsToDouble(random.nextLong());
    }

    private List<Double> reals(int n) {
        return many(n, this::real);
    }

    private @Nullable List<Double> perhaps(int n) {
        return random.nextBoolean() ? reals(n) : null;
    }

    private static <T> List<T> many(int n, Supplier<T> one) {
        List<T> made = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            made.add(one.get());
        }
        return made;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
