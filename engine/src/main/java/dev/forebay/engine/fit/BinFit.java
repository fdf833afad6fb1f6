package dev.forebay.engine.fit;

import dev.forebay.plan.fit.FitStep;
import dev.forebay.plan.fitted.FittedState;
import dev.forebay.plan.fitted.KBinsDiscretizerState;
import dev.forebay.plan.fitted.QuantileTransformerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is learned from where the values of a column lie: edges of bins, quantiles. */
final class BinFit {
    /** A bin narrower than this is joined with the one before it. */
    private static final double NARROW = 1e-8;

    private BinFit() {}

    static FittedState kBins(FitStep.KBinsDiscretizer step, List<double[]> columns, List<String> names)
            throws UnfitDataException {
        List<List<Double>> edges = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int bins =
                    step.bins().size() == 1 ? step.bins().get(0) : step.bins().get(i);
            double[] found = edges(step, bins, Quantiles.of(columns.get(i)));
            if (found.length < 2) {
                throw new UnfitDataException(
                        names.get(i),
                        "KBinsDiscretizer finds no bin wider than 1e-8 in '" + names.get(i) + "'",
                        "strategy: uniform takes narrow ones; or multiply the column in a feature");
            }
            edges.add(boxed(found));
        }
        return new KBinsDiscretizerState(edges, step.encoding());
    }

    private static double[] edges(FitStep.KBinsDiscretizer step, int bins, Quantiles quantiles) {
        double least = quantiles.least();
        double greatest = quantiles.greatest();
        if (least == greatest) {
            return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        }
        if (step.strategy() == FitStep.Strategy.UNIFORM) {
            return Quantiles.spaced(least, greatest, bins + 1);
        }
        double[] edges = Arrays.stream(Quantiles.spaced(0, 100, bins + 1))
                .map(percent -> step.linear() ? quantiles.linear(percent) : quantiles.averagedInvertedCdf(percent))
                .toArray();
        double[] wide = new double[edges.length];
        int count = 0;
        for (int i = 0; i < edges.length; i++) {
            if (i == 0 || edges[i] - edges[i - 1] > NARROW) {
                wide[count++] = edges[i];
            }
        }
        return Arrays.copyOf(wide, count);
    }

    static FittedState quantiles(FitStep.QuantileTransformer step, List<double[]> columns, int rows) {
        int count = Math.max(1, Math.min(step.quantiles(), rows));
        double[] references = Quantiles.spaced(0, 1, count);
        List<List<Double>> all = new ArrayList<>();
        for (double[] column : columns) {
            Quantiles quantiles = Quantiles.of(column);
            all.add(boxed(Arrays.stream(references)
                    .map(reference -> quantiles.linear(reference * 100))
                    .toArray()));
        }
        return new QuantileTransformerState(all, boxed(references), step.distribution());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
