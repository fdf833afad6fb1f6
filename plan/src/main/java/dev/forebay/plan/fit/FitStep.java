package dev.forebay.plan.fit;

import dev.forebay.plan.fitted.Category;
import dev.forebay.plan.fitted.KBinsDiscretizerState;
import dev.forebay.plan.fitted.NormalizerState;
import dev.forebay.plan.fitted.NumpyFunction;
import dev.forebay.plan.fitted.PowerTransformerState;
import dev.forebay.plan.fitted.QuantileTransformerState;
import dev.forebay.plan.fitted.TargetEncoderState;
import dev.forebay.plan.fitted.UnknownCategory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A transformer of scikit-learn that is to be fitted, with all its parameters that have a meaning here. */
public sealed interface FitStep {

    /** Calls the method of {@code visitor} that is for this transformer; it may fail as the visitor's methods do. */
    <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

    /** Scikit-learn's name. */
    default String transformer() {
        return getClass().getSimpleName();
    }

    /** How bins are found. */
    enum Strategy {
        UNIFORM,
        QUANTILE
    }

    /** Which category of a column gets no column. */
    enum Drop {
        NONE,
        FIRST,
        IF_BINARY,
        /** One that is named for each column. */
        LISTED
    }

    /** What is filled in. */
    enum Imputation {
        MEAN,
        MEDIAN,
        MOST_FREQUENT,
        CONSTANT
    }

    /**
     * Which categories are grouped as infrequent.
     *
     * @param minCount those that were seen fewer times; nothing for none
     * @param minShare those that were seen in a smaller share of the rows; nothing for none
     * @param mostCategories the rarest, so that so many are left, the group included; nothing for any number
     */
    record Grouping(Optional<Integer> minCount, OptionalDouble minShare, Optional<Integer> mostCategories) {
        /** No category is infrequent. */
        public static final Grouping NONE = new Grouping(Optional.empty(), OptionalDouble.empty(), Optional.empty());

        public boolean isNone() {
            return equals(NONE);
        }
    }

    /** {@code Binarizer}. */
    record Binarizer(double threshold) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.binarizer(this);
        }
    }

    /** {@code FeatureHasher}. */
    record FeatureHasher(int width, boolean alternateSign) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.featureHasher(this);
        }
    }

    /**
     * {@code FunctionTransformer}.
     *
     * @param function nothing for the identity
     */
    record FunctionTransformer(Optional<NumpyFunction> function) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.functionTransformer(this);
        }
    }

    /**
     * {@code KBinsDiscretizer}.
     *
     * @param bins one a column, or one for all; each at least 2
     * @param linear whether quantiles are numpy's {@code linear}; otherwise {@code averaged_inverted_cdf}
     */
    record KBinsDiscretizer(
            List<Integer> bins, KBinsDiscretizerState.Encoding encoding, Strategy strategy, boolean linear)
            implements FitStep {
        public KBinsDiscretizer {
            bins = List.copyOf(bins);
        }

        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.kBinsDiscretizer(this);
        }
    }

    /** {@code MaxAbsScaler}. */
    record MaxAbsScaler(boolean clip) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.maxAbsScaler(this);
        }
    }

    /** {@code MinMaxScaler}. */
    record MinMaxScaler(double lowest, double highest, boolean clip) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.minMaxScaler(this);
        }
    }

    /** {@code Normalizer}. */
    record Normalizer(NormalizerState.Norm norm) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.normalizer(this);
        }
    }

    /**
     * {@code OneHotEncoder}.
     *
     * @param dropped for {@link Drop#LISTED} the category of each column that gets none
     */
    record OneHotEncoder(Drop drop, List<Category> dropped, UnknownCategory unknown, boolean sparse, Grouping grouping)
            implements FitStep {
        public OneHotEncoder {
            dropped = List.copyOf(dropped);
        }

        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.oneHotEncoder(this);
        }
    }

    /** {@code OrdinalEncoder}. */
    record OrdinalEncoder(boolean unknownIsError, double unknownValue, double encodedMissing, Grouping grouping)
            implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.ordinalEncoder(this);
        }
    }

    /** {@code PolynomialFeatures}. */
    record PolynomialFeatures(int minDegree, int maxDegree, boolean interactionOnly, boolean includeBias)
            implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.polynomialFeatures(this);
        }
    }

    /** {@code PowerTransformer}. */
    record PowerTransformer(PowerTransformerState.Method method, boolean standardize) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.powerTransformer(this);
        }
    }

    /** {@code QuantileTransformer}. */
    record QuantileTransformer(int quantiles, QuantileTransformerState.Distribution distribution) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.quantileTransformer(this);
        }
    }

    /** {@code RobustScaler}. */
    record RobustScaler(
            boolean withCentering, boolean withScaling, double lowPercent, double highPercent, boolean unitVariance)
            implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.robustScaler(this);
        }
    }

    /**
     * {@code SimpleImputer}.
     *
     * @param fill what {@code constant} fills with; nothing for 0, and {@code missing_value} in a column of texts
     */
    record SimpleImputer(
            Category missing, Imputation strategy, Optional<Category> fill, boolean addIndicator, boolean keepEmpty)
            implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.simpleImputer(this);
        }
    }

    /** {@code StandardScaler}. */
    record StandardScaler(boolean withMean, boolean withStd) implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.standardScaler(this);
        }
    }

    /**
     * {@code TargetEncoder}.
     *
     * @param type nothing where the target's values say it
     * @param smooth nothing for {@code auto}
     */
    record TargetEncoder(
            Optional<TargetEncoderState.Target> type, OptionalDouble smooth, int folds, boolean shuffle, int seed)
            implements FitStep {
        @Override
        public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
            return visitor.targetEncoder(this);
        }
    }

    /**
     * One method a transformer.
     *
     * @param <R> what a visit gives
     * @param <E> how it may fail
     */
    interface Visitor<R, E extends Exception> {
        R binarizer(Binarizer step) throws E;

        R featureHasher(FeatureHasher step) throws E;

        R functionTransformer(FunctionTransformer step) throws E;

        R kBinsDiscretizer(KBinsDiscretizer step) throws E;

        R maxAbsScaler(MaxAbsScaler step) throws E;

        R minMaxScaler(MinMaxScaler step) throws E;

        R normalizer(Normalizer step) throws E;

        R oneHotEncoder(OneHotEncoder step) throws E;

        R ordinalEncoder(OrdinalEncoder step) throws E;

        R polynomialFeatures(PolynomialFeatures step) throws E;

        R powerTransformer(PowerTransformer step) throws E;

        R quantileTransformer(QuantileTransformer step) throws E;

        R robustScaler(RobustScaler step) throws E;

        R simpleImputer(SimpleImputer step) throws E;

        R standardScaler(StandardScaler step) throws E;

        R targetEncoder(TargetEncoder step) throws E;
    }
}
