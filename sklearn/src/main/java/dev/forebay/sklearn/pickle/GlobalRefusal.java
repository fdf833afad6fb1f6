package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.Quoted;
import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;

/** What is said about a name that is not allowed. The wording is all that depends on it. */
final class GlobalRefusal {
    private static final String ONLY = "transforms of scikit-learn can be loaded, not all of them yet";

    private GlobalRefusal() {}

    /**
     * Why {@code module.name} is refused.
     *
     * @param outermost whether it is the first thing in the file, so most likely what the file is
     */
    static RefusedException of(String module, String name, boolean outermost) {
        String full = module + "." + name;
        String holds = outermost ? "is a " : "holds a ";
        String root = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
        return switch (root) {
            case "sklearn" -> unsupported(holds + unquoted(full) + "; " + ONLY, adviceForSklearn(name));
            case "pandas", "scipy" ->
                unsupported(
                        holds + unquoted(full)
                                + "; a fitted transform holds only numbers, texts and the names of its columns",
                        "save the fitted transform alone: joblib.dump(scaler, 'scaler.pkl')");
            case "cloudpickle" ->
                unsupported(
                        "was written by cloudpickle, which stores code; " + ONLY,
                        "save the fitted scaler with joblib: joblib.dump(scaler, 'scaler.pkl')");
            default ->
                new RefusedException(
                        SklearnCode.UNSAFE_GLOBAL,
                        "refuses to run " + Quoted.of(full) + ": a fitted transform contains only data",
                        "nothing in the file was run",
                        "a scaler saved by joblib.dump(scaler, 'scaler.pkl') names numpy and scikit-learn only; of a class of"
                                + " your own, save the transform of scikit-learn inside it");
        };
    }

    private static RefusedException unsupported(String message, String note) {
        return new RefusedException(SklearnCode.UNSUPPORTED_CLASS, message, note);
    }

    private static String unquoted(String name) {
        String quoted = Quoted.of(name);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String adviceForSklearn(String name) {
        return switch (name) {
            case "GridSearchCV", "RandomizedSearchCV", "HalvingGridSearchCV", "HalvingRandomSearchCV" ->
                "save the scaler of its best pipeline alone:"
                        + " joblib.dump(search.best_estimator_.named_steps['<its name>'], 'scaler.pkl')";
            case "MetadataRequest", "MethodMetadataRequest" ->
                "fit a scaler without set_fit_request or other metadata routing and save it";
            default ->
                "what can be loaded is in docs/reference/sklearn-import.md; save the other parts alone, or leave this one to a feature";
        };
    }
}
