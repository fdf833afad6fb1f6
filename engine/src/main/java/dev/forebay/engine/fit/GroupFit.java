package dev.forebay.engine.fit;

import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fitted.BinarizerState;
import dev.forebay.plan.fitted.FeatureHasherState;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FunctionTransformerState;
import dev.forebay.plan.fitted.KBinsDiscretizerState;
import dev.forebay.plan.fitted.NormalizerState;
import dev.forebay.plan.fitted.PassthroughState;
import dev.forebay.plan.fitted.PipelineState;
import dev.forebay.plan.fitted.PolynomialFeaturesState;
import dev.forebay.plan.fitted.TargetEncoderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fit of one group of a definition: its steps one after the other, each on what the one before it gives, as in a scikit-learn
 * {@code Pipeline} that is fitted on a data frame of float64.
 *
 * <p><b>Bits</b>: those of scikit-learn 1.9 where nothing but {@code + - * /} and the square root is used, sums being added in numpy's
 * order; a PowerTransformer's lambda is within about 1e-6. <b>Missing</b>: null and NaN are the same, and left out as each transformer
 * does. <b>Errors</b>: data that scikit-learn would refuse is refused. <b>Threads</b>: stateless. Memory: a few copies of a column.
 */
public final class GroupFit {
    private final @Nullable FitColumn target;
    private final String targetName;

    private FitBlock block;
    private @Nullable TargetFit lastTarget;

    /**
     * What was learned, and what the rows themselves become.
     *
     * @param trained the columns that come out for the rows of the fit, as scikit-learn's {@code fit_transform} gives them: behind a target
     *     encoder cross-fitted, so that no row is encoded with its own target
     */
    public record Trained(FittedState state, List<FitColumn> trained) {
        public Trained {
            trained = List.copyOf(trained);
        }
    }

    private GroupFit(FitBlock block, @Nullable FitColumn target, String targetName) {
        this.block = block;
        this.target = target;
        this.targetName = targetName;
    }

    /**
     * Fits steps.
     *
     * @param columns what the first step sees
     * @param names of these columns
     * @param target what a TargetEncoder encodes with, of the same rows, none missing; null where none is needed
     * @param targetName what messages call it
     * @return the state of the step, or of several as a Pipeline
     */
    public static FittedState fit(
            List<FitStep> steps,
            List<FitColumn> columns,
            List<String> names,
            @Nullable FitColumn target,
            String targetName)
            throws UnfitDataException {
        return new GroupFit(FitBlock.of(columns, names), target, targetName).fit(steps);
    }

    /** Fits steps as {@link #fit}, and transforms the rows of the fit as {@code fit_transform} does. */
    public static Trained fitTransform(
            List<FitStep> steps,
            List<FitColumn> columns,
            List<String> names,
            @Nullable FitColumn target,
            String targetName)
            throws UnfitDataException {
        GroupFit fit = new GroupFit(FitBlock.of(columns, names), target, targetName);
        FittedState state = fit.fit(steps);
        FittedState last = state instanceof PipelineState pipeline && steps.size() > 1
                ? pipeline.steps().get(steps.size() - 1).state()
                : state;
        return new Trained(state, fit.next(steps.get(steps.size() - 1), last).columns());
    }

    private FittedState fit(List<FitStep> steps) throws UnfitDataException {
        if (block.rows() == 0) {
            throw new UnfitDataException(block.name(0), "there is no row to fit on");
        }
        List<PipelineState.Step> fitted = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            FitStep step = steps.get(i);
            FittedState state = step.accept(new Fitting());
            block.outputs(state);
            fitted.add(new PipelineState.Step(nameOf(steps, i), state));
            if (i + 1 < steps.size()) {
                block = next(step, state);
            }
        }
        return fitted.size() == 1 ? fitted.get(0).state() : new PipelineState(fitted);
    }

    /** As {@code make_pipeline} names it: in lower case, numbered where there are several. */
    private static String nameOf(List<FitStep> steps, int place) {
        String name = steps.get(place).transformer().toLowerCase(Locale.ROOT);
        long same = steps.stream()
                .filter(step -> step.transformer().toLowerCase(Locale.ROOT).equals(name))
                .count();
        long before = steps.subList(0, place).stream()
                .filter(step -> step.transformer().toLowerCase(Locale.ROOT).equals(name))
                .count();
        return same == 1 ? name : name + "-" + (before + 1);
    }

    private FitBlock next(FitStep step, FittedState state) throws UnfitDataException {
        TargetFit crossFitted = lastTarget;
        if (step instanceof FitStep.TargetEncoder && crossFitted != null) {
            // A row is not to be seen encoded with its own target, by the steps behind as little as by a model.
            return crossFitted(crossFitted);
        }
        boolean sparse = step instanceof FitStep.OneHotEncoder oneHot
                ? oneHot.sparse()
                : step instanceof FitStep.FeatureHasher
                        || (step instanceof FitStep.KBinsDiscretizer bins
                                && bins.encoding() == KBinsDiscretizerState.Encoding.ONEHOT);
        boolean makesRows = step instanceof FitStep.PolynomialFeatures
                || step instanceof FitStep.OneHotEncoder
                || step instanceof FitStep.OrdinalEncoder
                || (step instanceof FitStep.KBinsDiscretizer bins
                        && bins.encoding() != KBinsDiscretizerState.Encoding.ORDINAL);
        return block.through(state, makesRows || block.rowMajor(), sparse);
    }

    private FitBlock crossFitted(TargetFit fit) throws UnfitDataException {
        List<FitBlock> byFold = new ArrayList<>();
        for (TargetEncoderState state : fit.folds()) {
            byFold.add(block.through(state, true, false));
        }
        List<FitColumn> columns = new ArrayList<>();
        for (int k = 0; k < byFold.get(0).columns().size(); k++) {
            double[] values = new double[block.rows()];
            for (int row = 0; row < values.length; row++) {
                FitColumn column = byFold.get(fit.fold()[row]).columns().get(k);
                values[row] = ((FitColumn.Numbers) column).values()[row];
            }
            columns.add(new FitColumn.Numbers(values, FitColumn.Kind.REAL));
        }
        return new FitBlock(columns, byFold.get(0).names(), columns.size() > 1, false);
    }

    /** Each transformer on the present block. */
    private final class Fitting implements FitStep.Visitor<FittedState, UnfitDataException> {

        @Override
        public FittedState binarizer(FitStep.Binarizer step) throws UnfitDataException {
            finite(step, false);
            return new BinarizerState(features(), step.threshold());
        }

        @Override
        public FittedState featureHasher(FitStep.FeatureHasher step) {
            return new FeatureHasherState(features(), step.width(), step.alternateSign());
        }

        @Override
        public FittedState functionTransformer(FitStep.FunctionTransformer step) {
            return step.function().isPresent()
                    ? new FunctionTransformerState(features(), step.function().get())
                    : new PassthroughState(features());
        }

        @Override
        public FittedState kBinsDiscretizer(FitStep.KBinsDiscretizer step) throws UnfitDataException {
            dense(step);
            if (step.bins().size() > 1 && step.bins().size() != features()) {
                throw new UnfitDataException(
                        block.name(0),
                        "n_bins has " + step.bins().size() + " numbers, and there are " + features() + " columns",
                        "one number is for all columns");
            }
            return BinFit.kBins(step, finite(step, false), block.columnNames());
        }

        @Override
        public FittedState maxAbsScaler(FitStep.MaxAbsScaler step) throws UnfitDataException {
            dense(step);
            return ScalerFit.maxAbs(step, finite(step, true));
        }

        @Override
        public FittedState minMaxScaler(FitStep.MinMaxScaler step) throws UnfitDataException {
            dense(step);
            return ScalerFit.minMax(step, finite(step, true));
        }

        @Override
        public FittedState normalizer(FitStep.Normalizer step) throws UnfitDataException {
            finite(step, false);
            return new NormalizerState(features(), step.norm());
        }

        @Override
        public FittedState oneHotEncoder(FitStep.OneHotEncoder step) throws UnfitDataException {
            dense(step);
            return EncoderFit.oneHot(step, block.columns(), block.columnNames());
        }

        @Override
        public FittedState ordinalEncoder(FitStep.OrdinalEncoder step) throws UnfitDataException {
            dense(step);
            return EncoderFit.ordinal(step, block.columns(), block.columnNames());
        }

        @Override
        public FittedState polynomialFeatures(FitStep.PolynomialFeatures step) throws UnfitDataException {
            dense(step);
            finite(step, false);
            return new PolynomialFeaturesState(
                    features(), step.minDegree(), step.maxDegree(), step.interactionOnly(), step.includeBias());
        }

        @Override
        public FittedState powerTransformer(FitStep.PowerTransformer step) throws UnfitDataException {
            dense(step);
            return PowerFit.fit(step, finite(step, true), block.columnNames(), block.rowMajor());
        }

        @Override
        public FittedState quantileTransformer(FitStep.QuantileTransformer step) throws UnfitDataException {
            dense(step);
            return BinFit.quantiles(step, finite(step, true), block.rows());
        }

        @Override
        public FittedState robustScaler(FitStep.RobustScaler step) throws UnfitDataException {
            dense(step);
            return ScalerFit.robust(step, finite(step, true));
        }

        @Override
        public FittedState simpleImputer(FitStep.SimpleImputer step) throws UnfitDataException {
            dense(step);
            return ImputerFit.fit(step, block.columns(), block.columnNames(), block.rowMajor());
        }

        @Override
        public FittedState standardScaler(FitStep.StandardScaler step) throws UnfitDataException {
            dense(step);
            return ScalerFit.standard(step, finite(step, true), block.rowMajor());
        }

        @Override
        public FittedState targetEncoder(FitStep.TargetEncoder step) throws UnfitDataException {
            FitColumn known = target;
            dense(step);
            if (known == null) {
                throw new UnfitDataException(block.name(0), "TargetEncoder has no target");
            }
            TargetFit fit = TargetFit.fit(step, block.columns(), known, targetName);
            lastTarget = fit;
            return fit.state();
        }

        private int features() {
            return block.columns().size();
        }

        /** Sums of sparse matrices go another way, which is not followed. */
        private void dense(FitStep step) throws UnfitDataException {
            if (block.sparse()) {
                throw new UnfitDataException(
                        block.name(0),
                        step.transformer() + " is not fitted on what is sparse",
                        "the step before it can be dense: OneHotEncoder: {sparse_output: false},"
                                + " KBinsDiscretizer: {encode: onehot-dense}");
            }
        }

        /** The columns as numbers of which none is infinite, and none missing unless {@code missing} may be. */
        private List<double[]> finite(FitStep step, boolean missing) throws UnfitDataException {
            List<double[]> numbers = new ArrayList<>();
            for (int i = 0; i < features(); i++) {
                if (!(block.columns().get(i) instanceof FitColumn.Numbers column)) {
                    throw new UnfitDataException(
                            block.name(i),
                            step.transformer() + " takes numbers, and '" + block.name(i) + "' is a string",
                            "OneHotEncoder, OrdinalEncoder and TargetEncoder encode texts");
                }
                for (double value : column.values()) {
                    if (Double.isInfinite(value) || (Double.isNaN(value) && !missing)) {
                        throw new UnfitDataException(
                                block.name(i),
                                step.transformer() + " takes no "
                                        + (Double.isNaN(value) ? "missing value" : "infinite value") + ", and '"
                                        + block.name(i) + "' has one",
                                Double.isNaN(value)
                                        ? "SimpleImputer before it fills in what is missing"
                                        : "a check or a feature keeps infinities out: CASE WHEN ... THEN NULL END");
                    }
                }
                numbers.add(column.values());
            }
            return numbers;
        }
    }
}
