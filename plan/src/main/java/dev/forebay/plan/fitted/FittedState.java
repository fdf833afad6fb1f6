package dev.forebay.plan.fitted;

import java.util.List;

/**
 * What one transformer learned, frozen: parameters only, no code. Immutable; equal when all bits are (a NaN equals a NaN).
 *
 * <p>A state transforms a <i>block</i>: columns of numbers or texts, row by row. What it does with a value is in the Javadoc of its
 * record and is scikit-learn's arithmetic step by step; the engine's operators and the reference interpreter both follow it.
 *
 * <p>Which columns come out depends on what goes in (an imputer gives texts for texts): {@link #outputs} says it.
 */
public sealed interface FittedState
        permits BinarizerState,
                ColumnTransformerState,
                FeatureHasherState,
                FeatureUnionState,
                FunctionTransformerState,
                KBinsDiscretizerState,
                MaxAbsScalerState,
                MinMaxScalerState,
                NormalizerState,
                OneHotEncoderState,
                OrdinalEncoderState,
                PassthroughState,
                PipelineState,
                PolynomialFeaturesState,
                PowerTransformerState,
                QuantileTransformerState,
                RobustScalerState,
                SimpleImputerState,
                StandardScalerState,
                TargetEncoderState {

    /** The transformer's name as scikit-learn has it. */
    String transformer();

    /** How many columns go in; at least 1. */
    int features();

    /**
     * The columns that come out, in order, named as scikit-learn's {@code get_feature_names_out} names them.
     *
     * @param inputs the columns that go in, as many as {@link #features}
     * @throws UnfitInputException where a column is of a kind that the transformer does not take
     */
    List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException;

    /** Calls the method of {@code visitor} that is for this kind of state. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method a kind of state, so that who handles states handles all of them.
     *
     * @param <R> what a visit gives
     */
    interface Visitor<R> {
        R binarizer(BinarizerState state);

        R columnTransformer(ColumnTransformerState state);

        R featureHasher(FeatureHasherState state);

        R featureUnion(FeatureUnionState state);

        R functionTransformer(FunctionTransformerState state);

        R kBinsDiscretizer(KBinsDiscretizerState state);

        R maxAbsScaler(MaxAbsScalerState state);

        R minMaxScaler(MinMaxScalerState state);

        R normalizer(NormalizerState state);

        R oneHotEncoder(OneHotEncoderState state);

        R ordinalEncoder(OrdinalEncoderState state);

        R passthrough(PassthroughState state);

        R pipeline(PipelineState state);

        R polynomialFeatures(PolynomialFeaturesState state);

        R powerTransformer(PowerTransformerState state);

        R quantileTransformer(QuantileTransformerState state);

        R robustScaler(RobustScalerState state);

        R simpleImputer(SimpleImputerState state);

        R standardScaler(StandardScalerState state);

        R targetEncoder(TargetEncoderState state);
    }
}
