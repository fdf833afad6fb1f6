package dev.forebay.testing;

import dev.forebay.engine.transform.NormalQuantile;
import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.plan.fitted.BlockColumn;
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
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.plan.fitted.UnknownCategory;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.Hashes;
import dev.forebay.types.batch.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fitted transforms of one row, slow and obvious. A value is a {@code Double}, a {@code String}, null, or a {@link Failure}: one that is not
 * inherited is a finding, under the name of the column whose value was refused.
 */
final class ReferenceTransforms implements FittedState.Visitor<ReferenceTransforms.Row> {
    private final List<String> names;
    private final List<@Nullable Object> values;
    private final boolean sparse;
    private final boolean single;
    private final List<Finding> findings;

    /**
     * What goes from one transformer to the next.
     *
     * @param single whether numbers are float32
     */
    record Row(List<@Nullable Object> values, boolean sparse, boolean single) {}

    private ReferenceTransforms(List<String> names, Row row, List<Finding> findings) {
        this.names = names;
        this.values = row.values();
        this.sparse = row.sparse();
        this.single = row.single();
        this.findings = findings;
    }

    /**
     * What comes out of one row.
     *
     * @param names what the columns are called in findings
     */
    static List<@Nullable Object> transform(
            FittedTransform fitted, List<String> names, List<@Nullable Object> values, List<Finding> findings) {
        boolean single = fitted.precision() == Precision.FLOAT32;
        List<@Nullable Object> inputs = new ArrayList<>();
        for (Object value : values) {
            inputs.add(single && value instanceof Double number ? (Double) (double) number.floatValue() : value);
        }
        return run(fitted.state(), names, new Row(inputs, false, single), findings)
                .values();
    }

    private static Row run(FittedState state, List<String> names, Row row, List<Finding> findings) {
        return state.accept(new ReferenceTransforms(names, row, findings));
    }

    /** Arithmetic on one number. */
    private interface Arithmetic {
        double of(double x, int column);
    }

    private double rounded(double value) {
        return single ? (float) value : value;
    }

    /** A refusal of this column's value. */
    private Failure refuse(int column) {
        findings.add(new Finding(ReasonCode.TRANSFORM, names.get(column)));
        return new Failure(ReasonCode.TRANSFORM, true);
    }

    private static Failure inherited(Failure failure) {
        return new Failure(failure.code(), true);
    }

    /** Each number by itself; NaN and null pass. */
    private Row each(boolean infinityPasses, Arithmetic arithmetic) {
        List<@Nullable Object> made = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Failure failure) {
                made.add(inherited(failure));
            } else if (value == null) {
                made.add(null);
            } else if (!infinityPasses && Double.isInfinite((Double) value)) {
                made.add(refuse(i));
            } else {
                made.add(arithmetic.of((Double) value, i));
            }
        }
        return new Row(made, sparse, single);
    }

    /** Whether each value is a finite number; those that are not are refused, once each. */
    private List<Boolean> finite() {
        List<Boolean> finite = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            boolean fine = value instanceof Double number && Double.isFinite(number);
            if (!fine && !(value instanceof Failure)) {
                refuse(i);
            }
            finite.add(fine);
        }
        return finite;
    }

    private static List<@Nullable Object> refused(int count) {
        return new ArrayList<>(Collections.nCopies(count, new Failure(ReasonCode.TRANSFORM, true)));
    }

    private static double at(@Nullable List<Double> values, int column) {
        return values == null ? Double.NaN : values.get(column);
    }

    @Override
    public Row standardScaler(StandardScalerState state) {
        return each(false, (x, i) -> {
            double z = x;
            if (state.withMean() && !sparse) {
                z = single ? (float) z - (float) at(state.mean(), i) : z - at(state.mean(), i);
            }
            if (state.withStd()) {
                double scale = at(state.scale(), i);
                z = sparse ? rounded(z * (1 / scale)) : single ? (float) z / (float) scale : z / scale;
            }
            return z;
        });
    }

    @Override
    public Row minMaxScaler(MinMaxScalerState state) {
        return each(false, (x, i) -> {
            double product = rounded(x * state.scale().get(i));
            double z = rounded(product + state.min().get(i));
            return state.clip() && !Double.isNaN(z)
                    ? Math.max(rounded(state.lowest()), Math.min(rounded(state.highest()), z))
                    : z;
        });
    }

    @Override
    public Row maxAbsScaler(MaxAbsScalerState state) {
        return each(false, (x, i) -> {
            double scale = state.scale().get(i);
            double z = rounded(sparse ? x * (1 / scale) : x / scale);
            return state.clip() && Math.abs(z) > 1 ? Math.signum(z) : z;
        });
    }

    @Override
    public Row robustScaler(RobustScalerState state) {
        return each(false, (x, i) -> {
            double z = state.withCentering() && !sparse ? rounded(x - at(state.center(), i)) : x;
            if (!state.withScaling()) {
                return z;
            }
            double scale = at(state.scale(), i);
            return rounded(sparse ? z * (1 / scale) : z / scale);
        });
    }

    @Override
    public Row powerTransformer(PowerTransformerState state) {
        boolean boxCox = state.method() == PowerTransformerState.Method.BOX_COX;
        List<@Nullable Object> taken = new ArrayList<>(values);
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) instanceof Double x && Double.isInfinite(x)) {
                taken.set(i, refuse(i));
            }
        }
        for (int i = 0; boxCox && i < taken.size(); i++) {
            if (taken.get(i) instanceof Double x && x <= 0) {
                taken.set(i, refuse(i));
            }
        }
        Row row = new ReferenceTransforms(names, new Row(taken, sparse, single), findings).each(false, (x, i) -> {
            double lambda = state.lambdas().get(i);
            double power;
            if (boxCox) {
                power = lambda == 0 ? StrictMath.log(x) : StrictMath.expm1(lambda * StrictMath.log(x)) / lambda;
            } else if (x >= 0) {
                power = Math.abs(lambda) < Math.ulp(1.0)
                        ? StrictMath.log1p(x)
                        : StrictMath.expm1(lambda * StrictMath.log1p(x)) / lambda;
            } else {
                double other = 2 - lambda;
                power = Math.abs(lambda - 2) <= Math.ulp(1.0)
                        ? -StrictMath.log1p(-x)
                        : -StrictMath.expm1(other * StrictMath.log1p(-x)) / other;
            }
            return Double.isNaN(x) ? x : rounded(power);
        });
        StandardScalerState scaler = state.standardize();
        return scaler == null ? row : run(scaler, names, row, findings);
    }

    @Override
    public Row quantileTransformer(QuantileTransformerState state) {
        boolean normal = state.distribution() == QuantileTransformerState.Distribution.NORMAL;
        List<Double> minusReferences = minusReversed(state.references());
        return each(false, (x, i) -> {
            if (Double.isNaN(x)) {
                return x;
            }
            List<Double> quantiles = state.quantiles().get(i);
            double low = single ? (float) x - 1e-7f : x - 1e-7;
            double high = single ? (float) x + 1e-7f : x + 1e-7;
            double last = quantiles.get(quantiles.size() - 1);
            double share = 0.5
                    * (interpolated(x, quantiles, state.references())
                            - interpolated(-x, minusReversed(quantiles), minusReferences));
            if (normal ? high > last : x == last) {
                share = 1;
            }
            if (normal ? low < quantiles.get(0) : x == quantiles.get(0)) {
                share = 0;
            }
            return rounded(
                    normal
                            ? Math.max(
                                    -5.199337582605575, Math.min(5.19933758270342, NormalQuantile.of(rounded(share))))
                            : share);
        });
    }

    private static List<Double> minusReversed(List<Double> values) {
        List<Double> reversed = new ArrayList<>();
        for (int i = values.size() - 1; i >= 0; i--) {
            reversed.add(-values.get(i));
        }
        return reversed;
    }

    /** numpy's interp, by looking at every point. */
    private static double interpolated(double x, List<Double> xs, List<Double> ys) {
        int last = xs.size() - 1;
        if (x < xs.get(0)) {
            return ys.get(0);
        }
        int at = 0;
        for (int i = 0; i <= last; i++) {
            if (xs.get(i) <= x) {
                at = i;
            }
        }
        if (at == last || xs.get(at) == x) {
            return ys.get(at);
        }
        double slope = (ys.get(at + 1) - ys.get(at)) / (xs.get(at + 1) - xs.get(at));
        return slope * (x - xs.get(at)) + ys.get(at);
    }

    @Override
    public Row binarizer(BinarizerState state) {
        List<Boolean> finite = finite();
        List<@Nullable Object> made = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            made.add(
                    finite.get(i)
                            ? (Object) ((Double) values.get(i) > rounded(state.threshold()) ? 1.0 : 0.0)
                            : new Failure(ReasonCode.TRANSFORM, true));
        }
        return new Row(made, sparse, single);
    }

    @Override
    public Row functionTransformer(FunctionTransformerState state) {
        return each(true, (x, i) -> rounded(called(state.function(), x)));
    }

    private static double called(NumpyFunction function, double x) {
        return switch (function) {
            case ABSOLUTE -> x < 0 || (x == 0 && 1 / x < 0) ? -x : x;
            case CBRT -> StrictMath.cbrt(x);
            case CEIL -> Math.ceil(x);
            case COS -> StrictMath.cos(x);
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case FLOOR -> Math.floor(x);
            case LOG -> StrictMath.log(x);
            case LOG10 -> StrictMath.log10(x);
            case LOG1P -> StrictMath.log1p(x);
            case LOG2 -> log2(x);
            case NEGATIVE -> -x;
            case RECIPROCAL -> 1.0 / x;
            case RINT -> Math.rint(x);
            case SIGN -> Double.isNaN(x) ? x : x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0;
            case SIN -> StrictMath.sin(x);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case TAN -> StrictMath.tan(x);
            case TANH -> StrictMath.tanh(x);
            case TRUNC -> Double.isFinite(x) && x != 0 ? Math.copySign(Math.floor(Math.abs(x)), x) : x;
        };
    }

    /** As the engine's manual has it: the exponent, and the logarithm of what is left between the roots of a half and of two. */
    private static double log2(double x) {
        if (!(x > 0) || Double.isInfinite(x)) {
            return StrictMath.log(x);
        }
        int exponent = 0;
        double fraction = x;
        while (fraction > 1.4142135623730951) {
            fraction /= 2;
            exponent++;
        }
        while (fraction < 0.7071067811865476 || fraction * 2 <= 1.4142135623730951) {
            fraction *= 2;
            exponent--;
        }
        return exponent + StrictMath.log(fraction) / StrictMath.log(2);
    }

    @Override
    public Row passthrough(PassthroughState state) {
        return new Row(values, sparse, single);
    }

    @Override
    public Row kBinsDiscretizer(KBinsDiscretizerState state) {
        List<Boolean> finite = finite();
        boolean ordinal = state.encoding() == KBinsDiscretizerState.Encoding.ORDINAL;
        List<@Nullable Object> made = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<Double> edges = state.edges().get(i);
            int bins = edges.size() - 1;
            if (!finite.get(i)) {
                made.addAll(refused(ordinal ? 1 : bins));
                continue;
            }
            double x = (Double) values.get(i);
            long bin = edges.subList(1, bins).stream().filter(edge -> edge <= x).count();
            if (ordinal) {
                made.add((double) bin);
            }
            for (int k = 0; !ordinal && k < bins; k++) {
                made.add(k == bin ? 1.0 : 0.0);
            }
        }
        return new Row(made, state.encoding() == KBinsDiscretizerState.Encoding.ONEHOT, single);
    }

    @Override
    public Row normalizer(NormalizerState state) {
        if (finite().contains(false)) {
            return new Row(refused(values.size()), sparse, single);
        }
        double norm = 0;
        for (Object value : values) {
            double x = (Double) value;
            norm = switch (state.norm()) {
                case L1 -> norm + Math.abs(x);
                case L2 -> norm + x * x;
                case MAX -> Math.max(norm, Math.abs(x));
            };
        }
        double length = rounded(state.norm() == NormalizerState.Norm.L2 ? Math.sqrt(norm) : norm);
        double divisor = length == 0 ? 1 : length;
        List<@Nullable Object> made = new ArrayList<>();
        for (Object value : values) {
            made.add(rounded((Double) value / divisor));
        }
        return new Row(made, sparse, single);
    }

    @Override
    public Row polynomialFeatures(PolynomialFeaturesState state) {
        List<List<Integer>> products = state.products();
        if (finite().contains(false)) {
            return new Row(refused(products.size()), sparse, single);
        }
        List<@Nullable Object> made = new ArrayList<>();
        for (List<Integer> product : products) {
            double z = 1;
            for (int k = product.size() - 1; k >= 0; k--) {
                double x = (Double) values.get(product.get(k));
                z = k == product.size() - 1 ? x : rounded(x * z);
            }
            made.add(z);
        }
        return new Row(made, sparse, single);
    }

    /** Where a value stands among categories; -1 for nowhere. */
    private static int position(List<Category> categories, @Nullable Object value) {
        if (value == null) {
            int none = categories.indexOf(Category.Missing.NONE);
            return none >= 0 ? none : categories.indexOf(Category.Missing.NAN);
        }
        if (value instanceof Double number && Double.isNaN(number)) {
            return categories.indexOf(Category.Missing.NAN);
        }
        for (int i = 0; i < categories.size(); i++) {
            if (isEqual(categories.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEqual(Category category, Object value) {
        if (value instanceof String text) {
            return category.equals(new Category.Text(text));
        }
        double x = (Double) value;
        if (category instanceof Category.Whole whole) {
            return whole.value() == x;
        }
        if (category instanceof Category.Real real) {
            return real.value() == x;
        }
        return category instanceof Category.Truth truth && x == (truth.value() ? 1 : 0);
    }

    private boolean isRefused(int column) {
        Object value = values.get(column);
        if (value instanceof Double number && Double.isInfinite(number)) {
            refuse(column);
            return true;
        }
        return value instanceof Failure;
    }

    @Override
    public Row oneHotEncoder(OneHotEncoderState state) {
        List<@Nullable Object> made = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            EncodedColumn column = state.columns().get(i);
            int width = column.places() - (column.drop() >= 0 ? 1 : 0);
            boolean refused = isRefused(i);
            int position = refused ? 0 : position(column.categories(), values.get(i));
            if (position < 0 && state.unknown() == UnknownCategory.ERROR) {
                refuse(i);
                refused = true;
            }
            if (refused) {
                made.addAll(refused(width));
                continue;
            }
            boolean grouped =
                    state.unknown() == UnknownCategory.INFREQUENT_IF_EXIST || state.unknown() == UnknownCategory.WARN;
            int place = position >= 0
                    ? column.placeOf(position)
                    : grouped && !column.infrequent().isEmpty() ? column.places() - 1 : -1;
            for (int k = 0; k < column.places(); k++) {
                if (k != column.drop()) {
                    made.add(k == place ? 1.0 : 0.0);
                }
            }
        }
        return new Row(made, state.sparse(), false);
    }

    @Override
    public Row ordinalEncoder(OrdinalEncoderState state) {
        List<@Nullable Object> made = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            EncodedColumn column = state.columns().get(i);
            if (isRefused(i)) {
                made.addAll(refused(1));
                continue;
            }
            int position = position(column.categories(), values.get(i));
            if (position < 0) {
                made.add(state.unknownIsError() ? refuse(i) : (Object) state.unknownValue());
            } else if (column.categories().get(position) == Category.Missing.NAN) {
                made.add(state.encodedMissing());
            } else if (column.infrequent().contains(position)) {
                long missing = column.categories().stream()
                        .filter(category -> category == Category.Missing.NAN)
                        .count();
                made.add((double) (column.categories().size()
                        - missing
                        - column.infrequent().size()));
            } else {
                made.add((double) (position
                        - column.infrequent().stream().filter(k -> k < position).count()));
            }
        }
        return new Row(made, false, false);
    }

    @Override
    public Row targetEncoder(TargetEncoderState state) {
        int width = state.targetMeans().size();
        List<@Nullable Object> made = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (isRefused(i)) {
                made.addAll(refused(width));
                continue;
            }
            int position = position(state.categories().get(i), values.get(i));
            for (int c = 0; c < width; c++) {
                made.add(
                        position < 0
                                ? state.targetMeans().get(c)
                                : state.encodings().get(i * width + c).get(position));
            }
        }
        return new Row(made, false, false);
    }

    @Override
    public Row simpleImputer(SimpleImputerState state) {
        List<@Nullable Object> made = new ArrayList<>();
        List<Optional<Boolean>> missing = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            missing.add(missing(state, i));
            Category statistic = state.statistics().get(i).orElse(null);
            if (statistic != null) {
                made.add(
                        missing.get(i).isEmpty()
                                ? new Failure(ReasonCode.TRANSFORM, true)
                                : missing.get(i).get() ? fill(statistic) : values.get(i));
            }
        }
        for (int i : state.indicators()) {
            made.add(missing.get(i).<Object>map(is -> is ? 1.0 : 0.0).orElse(new Failure(ReasonCode.TRANSFORM, true)));
        }
        return new Row(made, sparse, single);
    }

    private Object fill(Category statistic) {
        if (statistic instanceof Category.Text text) {
            return text.value();
        }
        double number = statistic instanceof Category.Whole whole
                ? whole.value()
                : statistic instanceof Category.Truth truth
                        ? (truth.value() ? 1 : 0)
                        : ((Category.Real) statistic).value();
        return rounded(number);
    }

    /** Whether a value is missing; empty where it is refused or in error. */
    private Optional<Boolean> missing(SimpleImputerState state, int column) {
        Object value = values.get(column);
        if (value instanceof Failure) {
            return Optional.empty();
        }
        if (value == null) {
            return Optional.of(true);
        }
        if (value instanceof String text) {
            return Optional.of(state.missing().equals(new Category.Text(text)));
        }
        double x = (Double) value;
        boolean nanIsMissing = state.missing() instanceof Category.Missing || state.missing() instanceof Category.Text;
        if (Double.isInfinite(x) || (Double.isNaN(x) && !nanIsMissing)) {
            refuse(column);
            return Optional.empty();
        }
        return Optional.of(Double.isNaN(x) || (!nanIsMissing && isEqual(state.missing(), x)));
    }

    @Override
    public Row featureHasher(FeatureHasherState state) {
        double[] sums = new double[state.width()];
        boolean refused = false;
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Failure) {
                refused = true;
            } else if (value instanceof Double number && !Double.isFinite(number)) {
                refuse(i);
                refused = true;
            } else if (value != null) {
                String text = value instanceof String ? names.get(i) + "=" + value : names.get(i);
                long hash = Hashes.murmur3(text.getBytes(StandardCharsets.UTF_8));
                double amount = value instanceof Double number ? number : 1;
                if (amount != 0) {
                    sums[(int) (Math.abs(hash) % sums.length)] += hash < 0 && state.alternateSign() ? -amount : amount;
                }
            }
        }
        List<@Nullable Object> made = new ArrayList<>();
        for (double sum : sums) {
            made.add(sum);
        }
        return new Row(refused ? refused(sums.length) : made, true, false);
    }

    @Override
    public Row pipeline(PipelineState state) {
        Row row = new Row(values, sparse, single);
        List<String> columns = names;
        for (PipelineState.Step step : state.steps()) {
            List<String> outputs = namesAfter(step.state(), columns);
            row = run(step.state(), columns, row, findings);
            columns = outputs;
        }
        return row;
    }

    @Override
    public Row columnTransformer(ColumnTransformerState state) {
        return sideBySide(state.parts(), state.sparse());
    }

    @Override
    public Row featureUnion(FeatureUnionState state) {
        return sideBySide(state.parts(), state.sparse());
    }

    private Row sideBySide(List<ColumnTransformerState.Part> parts, boolean sparseAfter) {
        List<@Nullable Object> made = new ArrayList<>();
        boolean allSingle = true;
        for (ColumnTransformerState.Part part : parts) {
            List<String> columns = part.columns().stream().map(names::get).toList();
            List<@Nullable Object> chosen = new ArrayList<>();
            part.columns().forEach(i -> chosen.add(values.get(i)));
            Row row = run(part.state(), columns, new Row(chosen, sparse, single), findings);
            allSingle &= row.single();
            for (Object value : row.values()) {
                boolean weighted = part.weight() != 1 && value instanceof Double;
                Object out = weighted ? weighted((Double) value, part.weight(), row.single()) : value;
                made.add(sparseAfter && out instanceof Double zero && zero == 0 ? (Object) 0.0 : out);
            }
        }
        return new Row(made, sparseAfter, allSingle);
    }

    private static Object weighted(double value, double weight, boolean ofSingles) {
        return ofSingles ? (double) (float) (value * weight) : value * weight;
    }

    private static List<String> namesAfter(FittedState state, List<String> names) {
        List<BlockColumn> block = new ArrayList<>();
        for (String name : names) {
            block.add(BlockColumn.input(block.size(), name, BlockColumn.Kind.OPEN));
        }
        try {
            return state.outputs(block).stream().map(BlockColumn::name).toList();
        } catch (UnfitInputException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
