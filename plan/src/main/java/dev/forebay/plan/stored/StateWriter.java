package dev.forebay.plan.stored;

import dev.forebay.plan.fitted.BinarizerState;
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
import java.util.List;
import java.util.Optional;

/** Each kind of state as JSON. Keys stand in the order of the record; {@link StateReader} is its mirror. */
final class StateWriter implements FittedState.Visitor<Json> {

    static Json write(FittedState state) {
        return state.accept(new StateWriter());
    }

    private static Members begin(FittedState state) {
        return new Members().put("transformer", state.transformer());
    }

    @Override
    public Json binarizer(BinarizerState state) {
        return begin(state)
                .put("features", state.features())
                .put("threshold", state.threshold())
                .end();
    }

    @Override
    public Json columnTransformer(ColumnTransformerState state) {
        return begin(state)
                .put("features", state.features())
                .put("sparse", state.sparse())
                .put("prefixed", state.prefixed())
                .each("parts", state.parts(), StateWriter::part)
                .end();
    }

    @Override
    public Json featureUnion(FeatureUnionState state) {
        return begin(state)
                .put("features", state.features())
                .put("sparse", state.sparse())
                .put("prefixed", state.prefixed())
                .each("parts", state.parts(), StateWriter::part)
                .end();
    }

    private static Json part(ColumnTransformerState.Part part) {
        return new Members()
                .put("name", part.name())
                .wholes("columns", part.columns())
                .put("weight", part.weight())
                .put("state", write(part.state()))
                .end();
    }

    @Override
    public Json featureHasher(FeatureHasherState state) {
        return begin(state)
                .put("features", state.features())
                .put("n_features", state.width())
                .put("alternate_sign", state.alternateSign())
                .end();
    }

    @Override
    public Json functionTransformer(FunctionTransformerState state) {
        return begin(state)
                .put("features", state.features())
                .put("func", state.function().numpyName())
                .end();
    }

    @Override
    public Json kBinsDiscretizer(KBinsDiscretizerState state) {
        return begin(state)
                .put("encode", state.encoding())
                .each("edges", state.edges(), edges -> Members.list(edges, Members::real))
                .end();
    }

    @Override
    public Json maxAbsScaler(MaxAbsScalerState state) {
        return begin(state)
                .put("clip", state.clip())
                .reals("scale", state.scale())
                .reals("max_abs", state.maxAbs())
                .end();
    }

    @Override
    public Json minMaxScaler(MinMaxScalerState state) {
        return begin(state)
                .reals("feature_range", List.of(state.lowest(), state.highest()))
                .put("clip", state.clip())
                .reals("scale", state.scale())
                .reals("min", state.min())
                .reals("data_min", state.dataMin())
                .reals("data_max", state.dataMax())
                .end();
    }

    @Override
    public Json normalizer(NormalizerState state) {
        return begin(state)
                .put("features", state.features())
                .put("norm", state.norm())
                .end();
    }

    @Override
    public Json oneHotEncoder(OneHotEncoderState state) {
        return begin(state)
                .put("handle_unknown", state.unknown())
                .put("sparse", state.sparse())
                .each("columns", state.columns(), StateWriter::column)
                .end();
    }

    @Override
    public Json ordinalEncoder(OrdinalEncoderState state) {
        return begin(state)
                .put("unknown_is_error", state.unknownIsError())
                .put("unknown_value", state.unknownValue())
                .put("encoded_missing_value", state.encodedMissing())
                .each("columns", state.columns(), StateWriter::column)
                .end();
    }

    private static Json column(EncodedColumn column) {
        return new Members()
                .each("categories", column.categories(), Members::category)
                .wholes("infrequent", column.infrequent())
                .put("drop", column.drop() < 0 ? Members.NULL : Members.whole(column.drop()))
                .end();
    }

    @Override
    public Json passthrough(PassthroughState state) {
        return begin(state).put("features", state.features()).end();
    }

    @Override
    public Json pipeline(PipelineState state) {
        return begin(state)
                .each(
                        "steps",
                        state.steps(),
                        step -> new Members()
                                .put("name", step.name())
                                .put("state", write(step.state()))
                                .end())
                .end();
    }

    @Override
    public Json polynomialFeatures(PolynomialFeaturesState state) {
        return begin(state)
                .put("features", state.features())
                .wholes("degree", List.of(state.minDegree(), state.maxDegree()))
                .put("interaction_only", state.interactionOnly())
                .put("include_bias", state.includeBias())
                .end();
    }

    @Override
    public Json powerTransformer(PowerTransformerState state) {
        StandardScalerState standardize = state.standardize();
        return begin(state)
                .put("method", state.method())
                .reals("lambdas", state.lambdas())
                .put("standardize", standardize == null ? Members.NULL : write(standardize))
                .end();
    }

    @Override
    public Json quantileTransformer(QuantileTransformerState state) {
        return begin(state)
                .put("output_distribution", state.distribution())
                .reals("references", state.references())
                .each("quantiles", state.quantiles(), quantiles -> Members.list(quantiles, Members::real))
                .end();
    }

    @Override
    public Json robustScaler(RobustScalerState state) {
        return begin(state)
                .put("features", state.features())
                .put("with_centering", state.withCentering())
                .put("with_scaling", state.withScaling())
                .reals("center", state.center())
                .reals("scale", state.scale())
                .end();
    }

    @Override
    public Json simpleImputer(SimpleImputerState state) {
        return begin(state)
                .put("missing_values", Members.category(state.missing()))
                .put("strategy", state.strategy())
                .each("statistics", state.statistics(), StateWriter::statistic)
                .wholes("indicators", state.indicators())
                .end();
    }

    /** None is an object of its own: null is a statistic that {@code None} was filled with. */
    private static Json statistic(Optional<Category> statistic) {
        return statistic.map(Members::category).orElseGet(() -> new Members().end());
    }

    @Override
    public Json standardScaler(StandardScalerState state) {
        return begin(state)
                .put("features", state.features())
                .put("with_mean", state.withMean())
                .put("with_std", state.withStd())
                .reals("mean", state.mean())
                .reals("var", state.variance())
                .reals("scale", state.scale())
                .end();
    }

    @Override
    public Json targetEncoder(TargetEncoderState state) {
        return begin(state)
                .put("target_type", state.target())
                .each("classes", state.classes(), Members::category)
                .reals("target_mean", state.targetMeans())
                .each("categories", state.categories(), column -> Members.list(column, Members::category))
                .each("encodings", state.encodings(), values -> Members.list(values, Members::real))
                .end();
    }
}
