package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
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
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** The step from fitted state to operators: each kind of state takes a block and gives the next. */
public final class TransformCompiler {
    private final int capacity;
    private final List<Operator> operators = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private TransformCompiler(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Compiles what was fitted.
     *
     * @param inputs the group's columns, as many as it was fitted on, each of a kind that it takes
     * @param capacity the most rows a run has
     */
    public static CompiledTransform compile(FittedTransform fitted, List<Block.Column> inputs, int capacity) {
        TransformCompiler compiler = new TransformCompiler(capacity);
        Block block = compiler.compile(fitted.state(), compiler.input(inputs, fitted.precision()));
        List<Vector> outputs =
                block.columns().stream().map(Block.Column::vector).toList();
        return new CompiledTransform(compiler.operators, outputs, compiler.refusals);
    }

    /** The first block; a float32 one has every number rounded to a float. */
    private Block input(List<Block.Column> inputs, Precision precision) {
        boolean single = precision == Precision.FLOAT32;
        List<Block.Column> columns = new ArrayList<>();
        for (Block.Column column : inputs) {
            if (single && column.vector() instanceof DoubleVector numbers) {
                DoubleVector rounded = new DoubleVector(capacity);
                operators.add(new Rounding(numbers, rounded));
                columns.add(new Block.Column(column.column(), rounded));
            } else {
                columns.add(column);
            }
        }
        return new Block(columns, false, single);
    }

    private Block compile(FittedState state, Block input) {
        return state.accept(new Compilation(state, input));
    }

    /** The states on one block. */
    private final class Compilation implements FittedState.Visitor<Block> {
        private final FittedState compiled;
        private final Block input;
        private final boolean sparse;
        private final boolean single;

        Compilation(FittedState compiled, Block input) {
            this.compiled = compiled;
            this.input = input;
            this.sparse = input.sparse();
            this.single = input.single();
        }

        /** Makes the operator of one column. */
        private interface OfColumn {
            ColumnOperator make(int column, DoubleVector from, DoubleVector to);
        }

        /** Each column by itself; the block stays sparse or dense. */
        private Block each(ColumnOperator.Takes takes, OfColumn operator) {
            List<BlockColumn> made = outputs();
            List<Block.Column> columns = new ArrayList<>();
            for (int k = 0; k < input.columns().size(); k++) {
                DoubleVector from = numbers(k);
                DoubleVector to = new DoubleVector(capacity);
                operators.add(operator.make(k, from, to));
                if (takes != ColumnOperator.Takes.EVERYTHING) {
                    refuse(
                            k,
                            to,
                            ColumnOperator.rule(compiled.transformer(), takes),
                            row -> ColumnOperator.isRefused(takes, from.values[row], from.state[row]));
                }
                columns.add(new Block.Column(made.get(k), to));
            }
            return new Block(columns, sparse, single);
        }

        @Override
        public Block standardScaler(StandardScalerState state) {
            return each(
                    ColumnOperator.Takes.NO_INFINITIES,
                    (k, from, to) -> new StandardScaler(state, k, sparse, single, from, to));
        }

        @Override
        public Block minMaxScaler(MinMaxScalerState state) {
            return each(
                    ColumnOperator.Takes.NO_INFINITIES, (k, from, to) -> new MinMaxScaler(state, k, single, from, to));
        }

        @Override
        public Block maxAbsScaler(MaxAbsScalerState state) {
            return each(
                    ColumnOperator.Takes.NO_INFINITIES,
                    (k, from, to) -> new MaxAbsScaler(state, k, sparse, single, from, to));
        }

        @Override
        public Block robustScaler(RobustScalerState state) {
            return each(
                    ColumnOperator.Takes.NO_INFINITIES,
                    (k, from, to) -> new RobustScaler(state, k, sparse, single, from, to));
        }

        @Override
        public Block powerTransformer(PowerTransformerState state) {
            Block powers = each(
                    ColumnOperator.Takes.NO_INFINITIES,
                    (k, from, to) ->
                            new PowerTransformer(state.method(), state.lambdas().get(k), single, from, to));
            if (state.method() == PowerTransformerState.Method.BOX_COX) {
                for (int k = 0; k < powers.columns().size(); k++) {
                    DoubleVector from = numbers(k);
                    refuse(
                            k,
                            powers.columns().get(k).vector(),
                            "PowerTransformer with box-cox takes numbers above 0",
                            row -> from.isValid(row) && from.values[row] <= 0 && from.values[row] >= -Double.MAX_VALUE);
                }
            }
            StandardScalerState scaler = state.standardize();
            return scaler == null ? powers : scaler.accept(new Compilation(scaler, powers));
        }

        @Override
        public Block quantileTransformer(QuantileTransformerState state) {
            return each(
                    ColumnOperator.Takes.NO_INFINITIES,
                    (k, from, to) -> new QuantileTransformer(state, k, single, from, to));
        }

        @Override
        public Block binarizer(BinarizerState state) {
            return each(ColumnOperator.Takes.FINITE, (k, from, to) -> new Binarizer(state, single, from, to));
        }

        @Override
        public Block functionTransformer(FunctionTransformerState state) {
            return each(
                    ColumnOperator.Takes.EVERYTHING,
                    (k, from, to) -> new NumpyCall(state.function(), single, from, to));
        }

        @Override
        public Block passthrough(PassthroughState state) {
            return input;
        }

        @Override
        public Block kBinsDiscretizer(KBinsDiscretizerState state) {
            Block bins = each(
                    ColumnOperator.Takes.FINITE,
                    (k, from, to) -> new Discretizer(state.edges().get(k), from, to));
            if (state.encoding() == KBinsDiscretizerState.Encoding.ORDINAL) {
                return new Block(bins.columns(), false, single);
            }
            List<BlockColumn> made = outputs();
            List<Block.Column> columns = new ArrayList<>();
            for (int k = 0; k < input.columns().size(); k++) {
                DoubleVector[] ofBins = vectors(state.edges().get(k).size() - 1);
                operators.add(
                        new BinColumns((DoubleVector) bins.columns().get(k).vector(), ofBins));
                add(ofBins, made, columns);
            }
            return new Block(columns, state.encoding() == KBinsDiscretizerState.Encoding.ONEHOT, single);
        }

        @Override
        public Block normalizer(NormalizerState state) {
            DoubleVector[] to = vectors(input.columns().size());
            operators.add(new Normalizer(state.norm(), single, capacity, allNumbers(), to));
            return rows(to, to.length);
        }

        @Override
        public Block polynomialFeatures(PolynomialFeaturesState state) {
            List<List<Integer>> products = state.products();
            // There may be none, and yet a row may be refused.
            DoubleVector[] to = vectors(Math.max(1, products.size()));
            operators.add(new Products(products, single, allNumbers(), to));
            return rows(to, products.size());
        }

        /** The outputs of an operator that refuses whole rows. */
        private Block rows(DoubleVector[] to, int width) {
            for (int k = 0; k < input.columns().size(); k++) {
                DoubleVector from = numbers(k);
                refuse(
                        k,
                        to[0],
                        ColumnOperator.rule(compiled.transformer(), ColumnOperator.Takes.FINITE),
                        row -> ColumnOperator.isRefused(
                                ColumnOperator.Takes.FINITE, from.values[row], from.state[row]));
            }
            List<Block.Column> columns = new ArrayList<>();
            add(Arrays.copyOf(to, width), outputs(), columns);
            return new Block(columns, sparse, single);
        }

        @Override
        public Block oneHotEncoder(OneHotEncoderState state) {
            List<BlockColumn> made = outputs();
            List<Block.Column> columns = new ArrayList<>();
            for (int k = 0; k < state.columns().size(); k++) {
                EncodedColumn column = state.columns().get(k);
                Vector from = input.columns().get(k).vector();
                int width = column.places() - (column.drop() >= 0 ? 1 : 0);
                // A column of one category that is dropped has no output, and yet an unknown value may be refused.
                DoubleVector[] to = vectors(Math.max(1, width));
                OneHotColumn encoder =
                        new OneHotColumn(column, state.unknown(), from, index(column.categories(), k), to);
                operators.add(encoder);
                refuseUnknown(k, to[0], encoder);
                add(width == 0 ? new DoubleVector[0] : to, made, columns);
            }
            return new Block(columns, state.sparse(), false);
        }

        @Override
        public Block ordinalEncoder(OrdinalEncoderState state) {
            return encoded(state.columns().size(), k -> {
                EncodedColumn column = state.columns().get(k);
                return new NumberColumn(
                        input.columns().get(k).vector(),
                        index(column.categories(), k),
                        state.unknownIsError(),
                        new double[][] {ordinals(column, state.encodedMissing())},
                        new double[] {state.unknownValue()},
                        vectors(1));
            });
        }

        /** The place of each category; NaN, which is the last, takes no part in the grouping of infrequent ones. */
        private double[] ordinals(EncodedColumn column, double encodedMissing) {
            int missing = column.categories().indexOf(Category.Missing.NAN);
            EncodedColumn known = missing < 0
                    ? column
                    : new EncodedColumn(column.categories().subList(0, missing), column.infrequent(), -1);
            double[] ordinals = new double[column.categories().size()];
            for (int i = 0; i < ordinals.length; i++) {
                ordinals[i] = i == missing ? encodedMissing : known.placeOf(i);
            }
            return ordinals;
        }

        @Override
        public Block targetEncoder(TargetEncoderState state) {
            int width = state.targetMeans().size();
            return encoded(state.categories().size(), k -> {
                double[][] numbers = new double[width][];
                double[] means = new double[width];
                for (int c = 0; c < width; c++) {
                    numbers[c] = state.encodings().get(k * width + c).stream()
                            .mapToDouble(number -> number)
                            .toArray();
                    means[c] = state.targetMeans().get(c);
                }
                return new NumberColumn(
                        input.columns().get(k).vector(),
                        index(state.categories().get(k), k),
                        false,
                        numbers,
                        means,
                        vectors(width));
            });
        }

        private Block encoded(int features, IntFunction<NumberColumn> encoders) {
            List<BlockColumn> made = outputs();
            List<Block.Column> columns = new ArrayList<>();
            for (int k = 0; k < features; k++) {
                NumberColumn encoder = encoders.apply(k);
                operators.add(encoder);
                refuseUnknown(k, encoder.first(), encoder);
                add(encoder.outputs(), made, columns);
            }
            return new Block(columns, false, false);
        }

        private void refuseUnknown(int column, Vector refused, EncoderColumn encoder) {
            refuse(
                    column,
                    refused,
                    compiled.transformer() + " takes the categories that it was fitted on, and no infinite value",
                    encoder::refuses);
        }

        private CategoryIndex index(List<Category> categories, int column) {
            return new CategoryIndex(categories, input.columns().get(column).vector() instanceof StringVector);
        }

        @Override
        public Block simpleImputer(SimpleImputerState state) {
            List<BlockColumn> made = outputs();
            List<Block.Column> columns = new ArrayList<>();
            double sentinel = ImputedNumbers.sentinel(state.missing());
            for (int k = 0; k < state.statistics().size(); k++) {
                Vector from = input.columns().get(k).vector();
                Category statistic = state.statistics().get(k).orElse(null);
                if (from instanceof DoubleVector numbers) {
                    // A column that is left out is looked at too.
                    DoubleVector looked = new DoubleVector(capacity);
                    operators.add(new MissingMarks(state.missing(), numbers, looked));
                    refuse(
                            k,
                            looked,
                            "SimpleImputer takes no infinite value, and NaN only where that is what is missing",
                            row -> ImputedNumbers.isRefused(numbers, sentinel, row));
                }
                if (statistic == null) {
                    continue;
                }
                if (from instanceof StringVector texts) {
                    StringVector to = new StringVector(capacity);
                    operators.add(new ImputedTexts(state.missing(), ((Category.Text) statistic).value(), texts, to));
                    columns.add(new Block.Column(made.get(columns.size()), to));
                } else {
                    DoubleVector numbers = (DoubleVector) from;
                    DoubleVector to = new DoubleVector(capacity);
                    double fill = CategoryIndex.number(statistic);
                    operators.add(new ImputedNumbers(state.missing(), single ? (float) fill : fill, numbers, to));
                    columns.add(new Block.Column(made.get(columns.size()), to));
                }
            }
            for (int k : state.indicators()) {
                DoubleVector to = new DoubleVector(capacity);
                operators.add(
                        new MissingMarks(state.missing(), input.columns().get(k).vector(), to));
                columns.add(new Block.Column(made.get(columns.size()), to));
            }
            return new Block(columns, sparse, single);
        }

        @Override
        public Block featureHasher(FeatureHasherState state) {
            Vector[] from = input.columns().stream().map(Block.Column::vector).toArray(Vector[]::new);
            String[] names = input.columns().stream()
                    .map(column -> column.column().name())
                    .toArray(String[]::new);
            DoubleVector[] to = vectors(state.width());
            operators.add(new Hasher(names, state.alternateSign(), from, to));
            for (int k = 0; k < from.length; k++) {
                Vector value = from[k];
                refuse(k, to[0], "FeatureHasher takes finite numbers only", row -> Hasher.isRefused(value, row));
            }
            List<Block.Column> columns = new ArrayList<>();
            add(to, outputs(), columns);
            return new Block(columns, true, false);
        }

        @Override
        public Block pipeline(PipelineState state) {
            Block block = input;
            for (PipelineState.Step step : state.steps()) {
                block = compile(step.state(), block);
            }
            return block;
        }

        @Override
        public Block columnTransformer(ColumnTransformerState state) {
            return sideBySide(state.parts(), state.sparse());
        }

        @Override
        public Block featureUnion(FeatureUnionState state) {
            return sideBySide(state.parts(), state.sparse());
        }

        private Block sideBySide(List<ColumnTransformerState.Part> parts, boolean sparseAfter) {
            List<BlockColumn> made = outputs();
            List<Block.Column> columns = new ArrayList<>();
            boolean allSingle = true;
            for (ColumnTransformerState.Part part : parts) {
                List<Block.Column> chosen =
                        part.columns().stream().map(input.columns()::get).toList();
                Block block = compile(part.state(), new Block(chosen, sparse, single));
                allSingle &= block.single();
                for (Block.Column column : block.columns()) {
                    Vector vector = weighted(column.vector(), part.weight(), block.single());
                    columns.add(new Block.Column(made.get(columns.size()), sparseAfter ? sparse(vector) : vector));
                }
            }
            return new Block(columns, sparseAfter, allSingle);
        }

        /** A sparse matrix holds no zeros, so that none of them is negative. */
        private Vector sparse(Vector vector) {
            if (!(vector instanceof DoubleVector numbers)) {
                return vector;
            }
            DoubleVector to = new DoubleVector(capacity);
            operators.add(new PlainZeros(numbers, to));
            return to;
        }

        private Vector weighted(Vector vector, double weight, boolean ofSingles) {
            if (weight == 1 || !(vector instanceof DoubleVector numbers)) {
                return vector;
            }
            DoubleVector to = new DoubleVector(capacity);
            operators.add(new Weighting(weight, ofSingles, numbers, to));
            return to;
        }

        private List<BlockColumn> outputs() {
            try {
                return compiled.outputs(
                        input.columns().stream().map(Block.Column::column).toList());
            } catch (UnfitInputException e) {
                throw new IllegalArgumentException("a transform that was never resolved: " + compiled, e);
            }
        }

        private void add(DoubleVector[] vectors, List<BlockColumn> made, List<Block.Column> into) {
            for (DoubleVector vector : vectors) {
                into.add(new Block.Column(made.get(into.size()), vector));
            }
        }

        private DoubleVector[] vectors(int count) {
            DoubleVector[] vectors = new DoubleVector[count];
            for (int i = 0; i < count; i++) {
                vectors[i] = new DoubleVector(capacity);
            }
            return vectors;
        }

        private DoubleVector numbers(int column) {
            return (DoubleVector) input.columns().get(column).vector();
        }

        private DoubleVector[] allNumbers() {
            DoubleVector[] all = new DoubleVector[input.columns().size()];
            for (int k = 0; k < all.length; k++) {
                all[k] = numbers(k);
            }
            return all;
        }

        private void refuse(int column, Vector refused, String rule, IntPredicate isRefused) {
            Block.Column from = input.columns().get(column);
            refusals.add(new Refusal(refused, from.vector(), from.column().name(), rule, isRefused));
        }
    }
}
