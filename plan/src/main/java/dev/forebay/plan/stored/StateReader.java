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
import dev.forebay.plan.fitted.UnknownCategory;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each kind of state out of the JSON that {@link StateWriter} makes of it. */
final class StateReader {
    private static final Map<String, Reader> READERS = new LinkedHashMap<>();

    /** Reads one kind of state. */
    private interface Reader {
        FittedState read(Fields state) throws MalformedStateException;
    }

    static {
        READERS.put("Binarizer", f -> new BinarizerState(f.whole("features"), f.real("threshold")));
        READERS.put("ColumnTransformer", StateReader::columnTransformer);
        READERS.put("FeatureHasher", StateReader::featureHasher);
        READERS.put("FeatureUnion", StateReader::featureUnion);
        READERS.put("FunctionTransformer", StateReader::functionTransformer);
        READERS.put("KBinsDiscretizer", StateReader::kBinsDiscretizer);
        READERS.put("MaxAbsScaler", StateReader::maxAbsScaler);
        READERS.put("MinMaxScaler", StateReader::minMaxScaler);
        READERS.put(
                "Normalizer",
                f -> new NormalizerState(f.whole("features"), f.word("norm", NormalizerState.Norm.values())));
        READERS.put("OneHotEncoder", StateReader::oneHotEncoder);
        READERS.put("OrdinalEncoder", StateReader::ordinalEncoder);
        READERS.put("passthrough", f -> new PassthroughState(f.whole("features")));
        READERS.put("Pipeline", f -> new PipelineState(f.each("steps", StateReader::step)));
        READERS.put("PolynomialFeatures", StateReader::polynomialFeatures);
        READERS.put("PowerTransformer", StateReader::powerTransformer);
        READERS.put("QuantileTransformer", StateReader::quantileTransformer);
        READERS.put("RobustScaler", StateReader::robustScaler);
        READERS.put("SimpleImputer", StateReader::simpleImputer);
        READERS.put("StandardScaler", StateReader::standardScaler);
        READERS.put("TargetEncoder", StateReader::targetEncoder);
    }

    private StateReader() {}

    static FittedState read(Json value) throws MalformedStateException {
        Fields fields = Fields.of(value, "a fitted transformer");
        String transformer = fields.text("transformer");
        Reader reader = READERS.get(transformer);
        if (reader == null) {
            List<String> notes = new ArrayList<>(List.of("known: " + String.join(", ", READERS.keySet())));
            NearestName.of(transformer, READERS.keySet()).ifPresent(near -> notes.add("did you mean " + near + "?"));
            throw new MalformedStateException(
                    StoredCode.WRONG_VALUE,
                    fields.get("transformer").span(),
                    "no transformer '" + transformer + "' is known",
                    notes.toArray(String[]::new));
        }
        try {
            FittedState state = reader.read(fields);
            fields.end();
            return state;
        } catch (IllegalArgumentException e) {
            // The records check what their parts must obey; what they say is in the user's words.
            throw new MalformedStateException(
                    StoredCode.WRONG_VALUE,
                    value.span(),
                    "the fitted values of " + transformer + " do not fit together",
                    String.valueOf(e.getMessage()));
        }
    }

    private static ColumnTransformerState columnTransformer(Fields f) throws MalformedStateException {
        return new ColumnTransformerState(
                f.whole("features"), f.each("parts", StateReader::part), f.truth("sparse"), f.truth("prefixed"));
    }

    private static FeatureUnionState featureUnion(Fields f) throws MalformedStateException {
        return new FeatureUnionState(
                f.whole("features"), f.each("parts", StateReader::part), f.truth("sparse"), f.truth("prefixed"));
    }

    private static ColumnTransformerState.Part part(Json value) throws MalformedStateException {
        Fields f = Fields.of(value, "a part");
        ColumnTransformerState.Part part = new ColumnTransformerState.Part(
                f.text("name"), f.wholes("columns"), read(f.get("state")), f.real("weight"));
        f.end();
        return part;
    }

    private static PipelineState.Step step(Json value) throws MalformedStateException {
        Fields f = Fields.of(value, "a step");
        PipelineState.Step step = new PipelineState.Step(f.text("name"), read(f.get("state")));
        f.end();
        return step;
    }

    private static FeatureHasherState featureHasher(Fields f) throws MalformedStateException {
        return new FeatureHasherState(f.whole("features"), f.whole("n_features"), f.truth("alternate_sign"));
    }

    private static FunctionTransformerState functionTransformer(Fields f) throws MalformedStateException {
        Optional<NumpyFunction> function = NumpyFunction.named(f.text("func"));
        if (function.isEmpty()) {
            throw Fields.wrong(f.get("func"), "'func' is a function of numpy that is known here");
        }
        return new FunctionTransformerState(f.whole("features"), function.get());
    }

    private static KBinsDiscretizerState kBinsDiscretizer(Fields f) throws MalformedStateException {
        return new KBinsDiscretizerState(
                f.each("edges", column -> Fields.list(column, "a column's edges", Fields::real)),
                f.word("encode", KBinsDiscretizerState.Encoding.values()));
    }

    private static MaxAbsScalerState maxAbsScaler(Fields f) throws MalformedStateException {
        return new MaxAbsScalerState(f.reals("scale"), f.reals("max_abs"), f.truth("clip"));
    }

    private static MinMaxScalerState minMaxScaler(Fields f) throws MalformedStateException {
        List<Double> range = f.reals("feature_range");
        if (range.size() != 2) {
            throw Fields.wrong(f.get("feature_range"), "'feature_range' has two numbers");
        }
        return new MinMaxScalerState(
                f.reals("scale"),
                f.reals("min"),
                f.reals("data_min"),
                f.reals("data_max"),
                range.get(0),
                range.get(1),
                f.truth("clip"));
    }

    private static OneHotEncoderState oneHotEncoder(Fields f) throws MalformedStateException {
        return new OneHotEncoderState(
                f.each("columns", StateReader::encoded),
                f.word("handle_unknown", UnknownCategory.values()),
                f.truth("sparse"));
    }

    private static OrdinalEncoderState ordinalEncoder(Fields f) throws MalformedStateException {
        return new OrdinalEncoderState(
                f.each("columns", StateReader::encoded),
                f.truth("unknown_is_error"),
                f.real("unknown_value"),
                f.real("encoded_missing_value"));
    }

    private static EncodedColumn encoded(Json value) throws MalformedStateException {
        Fields f = Fields.of(value, "an encoder's column");
        List<Category> categories = f.each("categories", Fields::category);
        List<Integer> infrequent = f.wholes("infrequent");
        int drop = f.get("drop") instanceof Json.Nothing ? -1 : f.whole("drop");
        if (drop < 0 && !(f.get("drop") instanceof Json.Nothing)) {
            throw Fields.wrong(f.get("drop"), "'drop' is a place, or null for none");
        }
        f.end();
        try {
            return new EncodedColumn(categories, infrequent, drop);
        } catch (IllegalArgumentException e) {
            throw new MalformedStateException(
                    StoredCode.WRONG_VALUE,
                    value.span(),
                    "the categories of a column do not fit together",
                    String.valueOf(e.getMessage()));
        }
    }

    private static PolynomialFeaturesState polynomialFeatures(Fields f) throws MalformedStateException {
        List<Integer> degree = f.wholes("degree");
        if (degree.size() != 2) {
            throw Fields.wrong(f.get("degree"), "'degree' has two numbers, the least and the greatest");
        }
        return new PolynomialFeaturesState(
                f.whole("features"),
                degree.get(0),
                degree.get(1),
                f.truth("interaction_only"),
                f.truth("include_bias"));
    }

    private static PowerTransformerState powerTransformer(Fields f) throws MalformedStateException {
        Json standardize = f.get("standardize");
        StandardScalerState scaler = null;
        if (!(standardize instanceof Json.Nothing)) {
            if (!(read(standardize) instanceof StandardScalerState read)) {
                throw Fields.wrong(standardize, "'standardize' is a StandardScaler or null");
            }
            scaler = read;
        }
        return new PowerTransformerState(
                f.word("method", PowerTransformerState.Method.values()), f.reals("lambdas"), scaler);
    }

    private static QuantileTransformerState quantileTransformer(Fields f) throws MalformedStateException {
        return new QuantileTransformerState(
                f.each("quantiles", column -> Fields.list(column, "a column's quantiles", Fields::real)),
                f.reals("references"),
                f.word("output_distribution", QuantileTransformerState.Distribution.values()));
    }

    private static RobustScalerState robustScaler(Fields f) throws MalformedStateException {
        return new RobustScalerState(
                f.whole("features"),
                f.truth("with_centering"),
                f.truth("with_scaling"),
                f.realsIfAny("center"),
                f.realsIfAny("scale"));
    }

    private static SimpleImputerState simpleImputer(Fields f) throws MalformedStateException {
        return new SimpleImputerState(
                Fields.category(f.get("missing_values")),
                f.each("statistics", StateReader::statistic),
                f.text("strategy"),
                f.wholes("indicators"));
    }

    private static Optional<Category> statistic(Json value) throws MalformedStateException {
        return value instanceof Json.Struct struct && struct.members().isEmpty()
                ? Optional.empty()
                : Optional.of(Fields.category(value));
    }

    private static StandardScalerState standardScaler(Fields f) throws MalformedStateException {
        return new StandardScalerState(
                f.whole("features"),
                f.truth("with_mean"),
                f.truth("with_std"),
                f.realsIfAny("mean"),
                f.realsIfAny("var"),
                f.realsIfAny("scale"));
    }

    private static TargetEncoderState targetEncoder(Fields f) throws MalformedStateException {
        return new TargetEncoderState(
                f.each("categories", column -> Fields.list(column, "a column's categories", Fields::category)),
                f.each("encodings", column -> Fields.list(column, "a column's encodings", Fields::real)),
                f.reals("target_mean"),
                f.each("classes", Fields::category),
                f.word("target_type", TargetEncoderState.Target.values()));
    }
}
