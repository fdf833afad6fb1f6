package dev.forebay.sklearn;

import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.Precision;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.sklearn.diagnostic.Quoted;
import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The step from the one object of a file to what was fitted. */
final class TransformImport {
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+]{0,39}");

    private final Value.Instance object;
    private final Attributes attributes;

    private TransformImport(Value.Instance object) {
        this.object = object;
        this.attributes = new Attributes(object.type().simpleName(), object.state());
    }

    /** {@code value}, if that is a transform. */
    static TransformImport of(Value value) throws RefusedException {
        if (value instanceof Value.Instance object && EstimatorImport.isTransform(object)) {
            return new TransformImport(object);
        }
        List<String> notes = new ArrayList<>();
        if (value instanceof Value.Dict dict && !dict.names().isEmpty()) {
            List<String> keys = dict.names();
            String first = Quoted.of(keys.get(0));
            notes.add("its keys: "
                    + String.join(", ", keys.stream().limit(10).map(Quoted::of).toList()));
            notes.add("save the transform itself: joblib.dump(bundle[" + first + "], 'scaler.pkl')");
        } else {
            notes.add("save the transform itself: joblib.dump(transformer, 'scaler.pkl')");
        }
        throw new RefusedException(
                SklearnCode.NOT_A_TRANSFORM,
                "holds " + value.kind() + " instead of a fitted transform",
                notes.toArray(String[]::new));
    }

    /** The version of scikit-learn that the file states; empty where that is no version. */
    Optional<String> version() {
        return attributes
                .text("_sklearn_version")
                .filter(text -> VERSION.matcher(text).matches());
    }

    /** What is held and not used, once the state is made. */
    List<String> unusedAttributes() {
        return attributes.unasked();
    }

    /** What was fitted. In double: a file does not say for which precision it was fitted. */
    FittedTransform fitted() throws RefusedException {
        FittedState state = EstimatorImport.state(object, attributes);
        List<String> columns = EstimatorImport.columns(object, attributes);
        if (!columns.isEmpty() && columns.size() != state.features()) {
            throw attributes.inconsistent("was fitted on " + state.features()
                    + (state.features() == 1 ? " column" : " columns") + " but has " + columns.size()
                    + " values in feature_names_in_");
        }
        String producedBy = "scikit-learn " + version().orElse("of unknown version");
        return new FittedTransform(state, columns, Precision.FLOAT64, producedBy);
    }

    /** What a user should know about what was fitted and may accept. */
    List<RefusedException> warnings(FittedState state) {
        List<RefusedException> warnings = new ArrayList<>();
        String version = version().orElse(null);
        if (version == null || !TestedVersions.contains(version)) {
            warnings.add(new RefusedException(
                    SklearnCode.UNTESTED_VERSION,
                    version == null
                            ? "does not say which scikit-learn wrote it"
                            : "was written by scikit-learn " + version + ", which was not tested",
                    "tested: scikit-learn " + TestedVersions.RANGE,
                    "compare some rows with transformer.transform before you rely on it"));
        }
        if (state instanceof StandardScalerState scaler) {
            StandardScalerImport.suspectScale(scaler).ifPresent(warnings::add);
        }
        return warnings;
    }
}
