package dev.forebay.engine.fit;

import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.PowerTransformerState;
import dev.forebay.plan.fitted.PowerTransformerState.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The power that makes a column most like a normal distribution: that of the greatest likelihood. The likelihood is calculated as scipy does,
 * and its maximum is sought in scipy's steps; logarithms of other libraries differ in the last bit, and near the maximum the likelihood is
 * flat, so that a lambda is within about 1e-6 of scikit-learn's, not equal to it.
 */
final class PowerFit {
    private static final double EPSILON = Math.ulp(1.0);
    private static final double SMALLEST_NORMAL = Double.MIN_NORMAL;
    private static final double LAMBDA_OF_NEGATIVES = 2;

    private PowerFit() {}

    static FittedState fit(FitStep.PowerTransformer step, List<double[]> columns, List<String> names, boolean rowMajor)
            throws UnfitDataException {
        List<Double> lambdas = new ArrayList<>();
        List<double[]> transformed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            double[] column = columns.get(i);
            double[] known = Arrays.stream(column).filter(x -> !Double.isNaN(x)).toArray();
            if (known.length == 0) {
                throw new UnfitDataException(
                        names.get(i), "PowerTransformer needs values, and '" + names.get(i) + "' has none");
            }
            double mean = Sums.of(column, rowMajor) / column.length;
            boolean constant = ScalerFit.isConstant(Sums.variance(column, rowMajor), mean, column.length);
            if (step.method() == Method.YEO_JOHNSON && constant) {
                lambdas.add(1.0);
                transformed.add(column);
                continue;
            }
            double lambda = step.method() == Method.BOX_COX ? boxCox(known, names.get(i)) : yeoJohnson(known);
            lambdas.add(lambda);
            transformed.add(Arrays.stream(column)
                    .map(x -> step.method() == Method.BOX_COX ? boxCox(x, lambda) : yeoJohnson(x, lambda))
                    .toArray());
        }
        return new PowerTransformerState(
                step.method(),
                lambdas,
                step.standardize()
                        ? ScalerFit.standard(new FitStep.StandardScaler(true, true), transformed, rowMajor)
                        : null);
    }

    static double yeoJohnson(double x, double lambda) {
        if (x >= 0) {
            return Math.abs(lambda) < EPSILON
                    ? StrictMath.log1p(x)
                    : StrictMath.expm1(lambda * StrictMath.log1p(x)) / lambda;
        }
        double other = LAMBDA_OF_NEGATIVES - lambda;
        return Math.abs(lambda - LAMBDA_OF_NEGATIVES) > EPSILON
                ? -StrictMath.expm1(other * StrictMath.log1p(-x)) / other
                : -StrictMath.log1p(-x);
    }

    static double boxCox(double x, double lambda) {
        return lambda == 0 ? StrictMath.log(x) : StrictMath.expm1(lambda * StrictMath.log(x)) / lambda;
    }

    private static double yeoJohnson(double[] x) {
        if (Arrays.stream(x).allMatch(value -> value == 0)) {
            return 1;
        }
        double most = Arrays.stream(x).map(Math::abs).max().orElseThrow();
        double log = StrictMath.log1p(20 * most);
        double logEpsilon = StrictMath.log(EPSILON);
        double lower = (StrictMath.log(SMALLEST_NORMAL) - logEpsilon) / 2 / log;
        double upper = (StrictMath.log(Double.MAX_VALUE) + logEpsilon) / 2 / log;
        boolean negative = Arrays.stream(x).anyMatch(value -> value < 0);
        boolean all = Arrays.stream(x).allMatch(value -> value < 0);
        double first = lower;
        double last = upper;
        if (all) {
            first = 2 - upper;
            last = 2 - lower;
        } else if (negative) {
            first = Math.max(2 - upper, lower);
            last = Math.min(2 - lower, upper);
        }
        double logs = Sums.of(
                Arrays.stream(x)
                        .map(value -> Math.signum(value) * StrictMath.log1p(Math.abs(value)))
                        .toArray(),
                false);
        DoubleUnaryOperator likelihood = lambda -> {
            double[] y =
                    Arrays.stream(x).map(value -> yeoJohnson(value, lambda)).toArray();
            double variance = Sums.variance(y, false);
            double logVariance = variance >= SMALLEST_NORMAL ? StrictMath.log(variance) : Double.NEGATIVE_INFINITY;
            double found = -x.length / 2.0 * logVariance + (lambda - 1) * logs;
            return Double.isInfinite(found) ? Double.POSITIVE_INFINITY : -found;
        };
        return Minimum.within(likelihood, first, last);
    }

    private static double boxCox(double[] x, String name) throws UnfitDataException {
        for (double value : x) {
            if (value <= 0) {
                throw new UnfitDataException(
                        name,
                        "PowerTransformer with method box-cox takes numbers above 0, and '" + name + "' has " + value,
                        "method: yeo-johnson takes every number");
            }
        }
        if (Arrays.stream(x).allMatch(value -> value == x[0])) {
            throw new UnfitDataException(
                    name,
                    "PowerTransformer with method box-cox needs different values, and '" + name + "' is " + x[0]
                            + " throughout");
        }
        double[] logs = Arrays.stream(x).map(StrictMath::log).toArray();
        double sum = Sums.of(logs, false);
        double found = Minimum.downhill(lambda -> -boxCoxLikelihood(lambda, logs, sum), -2, 2);
        if (Double.isNaN(found)) {
            throw new UnfitDataException(
                    name, "PowerTransformer finds no lambda of greatest likelihood for '" + name + "'");
        }
        return found;
    }

    private static double boxCoxLikelihood(double lambda, double[] logs, double sum) {
        double logVariance;
        if (lambda == 0) {
            logVariance = StrictMath.log(Sums.variance(logs, false));
        } else {
            // The powers are scaled by the greatest, so that none is infinite.
            double most = Arrays.stream(logs).map(log -> lambda * log).max().orElseThrow();
            double[] powers = Arrays.stream(logs)
                    .map(log -> StrictMath.exp(lambda * log - most))
                    .toArray();
            logVariance =
                    StrictMath.log(Sums.variance(powers, false)) + 2 * most - 2 * StrictMath.log(Math.abs(lambda));
        }
        return (lambda - 1) * sum - logs.length / 2.0 * logVariance;
    }
}
