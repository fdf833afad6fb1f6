package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.plan.fitted.ColumnTransformerState;
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
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;

/** The step from fitted state to operators: each kind of state takes a block and gives the next. */
public final class TransformCompiler {
    private final Precision precision;
    private final int capacity;
    private final List<Operator> operators = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private TransformCompiler(Precision precision, int capacity) {
        this.precision = precision;
        this.capacity = capacity;
    }

    /**
     * Compiles what was fitted.
     *
     * @param inputs the group's columns, as many as it was fitted on, each of a kind that it takes
     * @param capacity the most rows a run has
     */
    public static CompiledTransform compile(FittedTransform fitted, List<Block.Column> inputs, int capacity) {
        TransformCompiler compiler = new TransformCompiler(fitted.precision(), capacity);
        Block block = compiler.compile(fitted.state(), new Block(inputs, false));
        List<Vector> outputs =
                block.columns().stream().map(Block.Column::vector).toList();
        return new CompiledTransform(compiler.operators, outputs, compiler.refusals);
    }

    private Block compile(FittedState state, Block input) {
        return state.accept(new Compilation(input));
    }

    /** The states on one block. */
    private final class Compilation implements FittedState.Visitor<Block> {
        private final Block input;

        Compilation(Block input) {
            this.input = input;
        }

        @Override
        public Block standardScaler(StandardScalerState state) {
            if (precision != Precision.FLOAT64) {
                throw new IllegalArgumentException("no operator in float32 for " + state.transformer());
            }
            List<Block.Column> outputs = new ArrayList<>();
            for (int k = 0; k < input.columns().size(); k++) {
                DoubleVector from = numbers(k);
                DoubleVector to = new DoubleVector(capacity);
                operators.add(new StandardScaler(state, k, from, to)::run);
                refuse(k, to, "StandardScaler takes no infinite value", row -> isInfinite(from, row));
                outputs.add(new Block.Column(input.columns().get(k).column(), to));
            }
            return new Block(outputs, input.sparse());
        }

        @Override
        public Block binarizer(BinarizerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block columnTransformer(ColumnTransformerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block featureHasher(FeatureHasherState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block featureUnion(FeatureUnionState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block functionTransformer(FunctionTransformerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block kBinsDiscretizer(KBinsDiscretizerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block maxAbsScaler(MaxAbsScalerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block minMaxScaler(MinMaxScalerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block normalizer(NormalizerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block oneHotEncoder(OneHotEncoderState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block ordinalEncoder(OrdinalEncoderState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block passthrough(PassthroughState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block pipeline(PipelineState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block polynomialFeatures(PolynomialFeaturesState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block powerTransformer(PowerTransformerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block quantileTransformer(QuantileTransformerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block robustScaler(RobustScalerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block simpleImputer(SimpleImputerState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        @Override
        public Block targetEncoder(TargetEncoderState state) {
            throw new IllegalArgumentException("no operator for " + state.transformer());
        }

        private DoubleVector numbers(int column) {
            return (DoubleVector) input.columns().get(column).vector();
        }

        private void refuse(int column, Vector refused, String rule, java.util.function.IntPredicate isRefused) {
            Block.Column from = input.columns().get(column);
            refusals.add(new Refusal(refused, from.vector(), from.column().name(), rule, isRefused));
        }
    }

    private static boolean isInfinite(DoubleVector vector, int row) {
        return vector.isValid(row) && Math.abs(vector.values[row]) == Double.POSITIVE_INFINITY;
    }
}
