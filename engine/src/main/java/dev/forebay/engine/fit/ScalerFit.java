package dev.forebay.engine.fit;

import dev.forebay.engine.transform.NormalQuantile;
import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.MaxAbsScalerState;
import dev.forebay.plan.fitted.MinMaxScalerState;
import dev.forebay.plan.fitted.RobustScalerState;
import dev.forebay.plan.fitted.StandardScalerState;
import java.util.ArrayList;
import java.util.List;

/** What scalers learn of columns of finite numbers and NaN. */
final class ScalerFit {
    private static final double EPSILON = Math.ulp(1.0);

    private ScalerFit() {}

    static StandardScalerState standard(FitStep.StandardScaler step, List<double[]> columns, boolean rowMajor) {
        List<Double> means = new ArrayList<>();
        List<Double> variances = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        for (double[] column : columns) {
            int count = known(column);
            double sum = Sums.of(withoutNan(column, 0), rowMajor);
            double mean = sum / count;
            double variance = variance(column, mean, count, rowMajor);
            means.add(mean);
            variances.add(variance);
            scales.add(isConstant(variance, mean, count) ? 1 : Math.sqrt(variance));
        }
        boolean learns = step.withMean() || step.withStd();
        return new StandardScalerState(
                columns.size(),
                step.withMean(),
                step.withStd(),
                learns ? means : null,
                step.withStd() ? variances : null,
                step.withStd() ? scales : null);
    }

    /** In two passes, the second of which corrects the first. */
    private static double variance(double[] column, double mean, int count, boolean rowMajor) {
        double[] off = new double[column.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = column[i] - mean;
        }
        double[] known = withoutNan(off, 0);
        double correction = Sums.of(known, rowMajor);
        for (int i = 0; i < known.length; i++) {
            known[i] *= known[i];
        }
        double squares = Sums.of(known, rowMajor);
        return (squares - correction * correction / count) / count;
    }

    static boolean isConstant(double variance, double mean, int count) {
        double bound = count * mean * EPSILON;
        return variance <= count * EPSILON * variance + bound * bound;
    }

    private static int known(double[] column) {
        int count = 0;
        for (double value : column) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        return count;
    }

    /** A copy with {@code instead} in place of NaN. */
    static double[] withoutNan(double[] column, double instead) {
        double[] copy = column.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = Double.isNaN(copy[i]) ? instead : copy[i];
        }
        return copy;
    }

    static FittedState minMax(FitStep.MinMaxScaler step, List<double[]> columns) {
        List<Double> scales = new ArrayList<>();
        List<Double> offsets = new ArrayList<>();
        List<Double> least = new ArrayList<>();
        List<Double> greatest = new ArrayList<>();
        for (double[] column : columns) {
            double min = least(column);
            double max = greatest(column);
            double scale = (step.highest() - step.lowest()) / orOne(max - min);
            scales.add(scale);
            offsets.add(step.lowest() - min * scale);
            least.add(min);
            greatest.add(max);
        }
        return new MinMaxScalerState(scales, offsets, least, greatest, step.lowest(), step.highest(), step.clip());
    }

    static FittedState maxAbs(FitStep.MaxAbsScaler step, List<double[]> columns) {
        List<Double> scales = new ArrayList<>();
        List<Double> greatest = new ArrayList<>();
        for (double[] column : columns) {
            double most = Math.max(Math.abs(least(column)), Math.abs(greatest(column)));
            greatest.add(most);
            scales.add(orOne(most));
        }
        return new MaxAbsScalerState(scales, greatest, step.clip());
    }

    static FittedState robust(FitStep.RobustScaler step, List<double[]> columns) {
        double adjust = NormalQuantile.of(step.highPercent() / 100) - NormalQuantile.of(step.lowPercent() / 100);
        List<Double> centers = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        for (double[] column : columns) {
            Quantiles quantiles = Quantiles.of(column);
            centers.add(quantiles.median());
            double range = quantiles.linear(step.highPercent()) - quantiles.linear(step.lowPercent());
            double scale = orOne(range);
            scales.add(step.unitVariance() ? scale / adjust : scale);
        }
        return new RobustScalerState(
                columns.size(),
                step.withCentering(),
                step.withScaling(),
                step.withCentering() ? centers : null,
                step.withScaling() ? scales : null);
    }

    private static double orOne(double scale) {
        return scale < 10 * EPSILON ? 1 : scale;
    }

    private static double least(double[] column) {
        double least = Double.NaN;
        for (double value : column) {
            least = !Double.isNaN(value) && !(least <= value) ? value : least;
        }
        return least;
    }

    private static double greatest(double[] column) {
        double greatest = Double.NaN;
        for (double value : column) {
            greatest = !Double.isNaN(value) && !(greatest >= value) ? value : greatest;
        }
        return greatest;
    }
}
