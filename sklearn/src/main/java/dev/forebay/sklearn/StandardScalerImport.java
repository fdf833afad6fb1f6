package dev.forebay.sklearn;

import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * The step from the attributes of a {@code StandardScaler} to its checked state.
 *
 * <p>Source: scikit-learn 1.9.1, {@code sklearn/preprocessing/_data.py}.
 */
final class StandardScalerImport {
    private final Attributes attributes;

    StandardScalerImport(Attributes attributes) {
        this.attributes = attributes;
    }

    StandardScalerState state() throws RefusedException {
        boolean withMean = attributes.flag("with_mean");
        boolean withStd = attributes.flag("with_std");
        List<Double> mean = attributes.numbers("mean_");
        List<Double> variance = attributes.numbers("var_");
        List<Double> scale = attributes.numbers("scale_");
        int features = features(mean, scale);
        requireUsed("with_mean", withMean, "mean_", mean);
        requireUsed("with_std", withStd, "scale_", scale);
        List<String> names = attributes.names("feature_names_in_");
        requireLength("mean_", mean, features);
        requireLength("var_", variance, features);
        requireLength("scale_", scale, features);
        requireLength("feature_names_in_", names.isEmpty() ? null : names, features);
        requireAll("var_", variance, StandardScalerState::isVariance, "0 or above");
        requireAll("scale_", scale, StandardScalerState::isScale, "above 0 and finite");
        return new StandardScalerState(features, withMean, withStd, mean, variance, scale);
    }

    /** As stated; before scikit-learn 0.24 nothing states it, and the arrays tell. */
    private int features(@Nullable List<Double> mean, @Nullable List<Double> scale) throws RefusedException {
        OptionalInt stated = attributes.count("n_features_in_");
        if (stated.isPresent()) {
            return stated.getAsInt();
        }
        List<Double> any = mean != null ? mean : scale;
        if (any == null || any.isEmpty()) {
            throw new RefusedException(
                    SklearnCode.NOT_FITTED,
                    "holds a StandardScaler that was never fitted: it has neither mean_ nor scale_",
                    "fit it before it is saved: scaler.fit(training_data)");
        }
        return any.size();
    }

    private static void requireUsed(String flag, boolean used, String name, @Nullable List<Double> values)
            throws RefusedException {
        if (used && values == null) {
            throw new RefusedException(
                    SklearnCode.NOT_FITTED,
                    "its StandardScaler has " + flag + "=True and no " + name,
                    "fit it again after " + flag + " is set, then save it");
        }
    }

    private void requireLength(String name, @Nullable List<?> values, int features) throws RefusedException {
        if (values != null && values.size() != features) {
            throw attributes.inconsistent("was fitted on " + features + (features == 1 ? " column" : " columns")
                    + " but has " + values.size() + " values in " + name);
        }
    }

    private void requireAll(String name, @Nullable List<Double> values, DoublePredicate legal, String expected)
            throws RefusedException {
        for (int i = 0; values != null && i < values.size(); i++) {
            if (!legal.test(values.get(i))) {
                throw attributes.inconsistent("has " + values.get(i) + " in " + name + " for column " + i
                        + " instead of a number " + expected);
            }
        }
    }

    /**
     * A scale that the variance does not explain. scikit-learn's is the root of the variance, correctly rounded, or 1 for a
     * constant column; so any other was set by hand or damaged.
     */
    static Optional<RefusedException> suspectScale(StandardScalerState state) {
        List<Double> variance = state.variance();
        List<Double> scale = state.scale();
        if (variance == null || scale == null) {
            return Optional.empty();
        }
        for (int i = 0; i < state.features(); i++) {
            double root = Math.sqrt(variance.get(i));
            if (scale.get(i) != 1 && Double.compare(scale.get(i), root) != 0) {
                return Optional.of(new RefusedException(
                        SklearnCode.SUSPECT_VALUES,
                        "its scale_ of column " + i + " is " + scale.get(i) + ", but the root of its var_ is " + root,
                        "it was set by hand or damaged; scale_ is what the transform divides by"));
            }
        }
        return Optional.empty();
    }
}
