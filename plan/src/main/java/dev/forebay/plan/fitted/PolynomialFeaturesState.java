package dev.forebay.plan.fitted;

import java.util.ArrayList;
import java.util.List;

/**
 * A scikit-learn {@code PolynomialFeatures}: a constant 1 where wanted, then the products of columns by degree, each in the order of
 * the columns and multiplied from the right: {@code x0 * (x1 * x2)}.
 *
 * <p><b>Missing</b>: NaN and the infinities are refused.
 *
 * @param features how many columns, at least 1
 * @param minDegree the least degree of a product, at least 0
 * @param maxDegree the greatest
 * @param interactionOnly whether no column stands in a product twice
 * @param includeBias whether the first output is a constant 1
 */
public record PolynomialFeaturesState(
        int features, int minDegree, int maxDegree, boolean interactionOnly, boolean includeBias)
        implements FittedState {

    public PolynomialFeaturesState {
        Checks.positive("the number of columns", features);
        Checks.require(
                minDegree >= 0 && minDegree <= maxDegree, "the degree is (" + minDegree + ", " + maxDegree + ")");
    }

    @Override
    public String transformer() {
        return "PolynomialFeatures";
    }

    /** For each output the columns of its product, ascending; empty for the constant 1. */
    public List<List<Integer>> products() {
        List<List<Integer>> products = new ArrayList<>();
        if (includeBias) {
            products.add(List.of());
        }
        for (int degree = Math.max(1, minDegree); degree <= maxDegree; degree++) {
            extend(new ArrayList<>(), 0, degree, products);
        }
        return products;
    }

    private void extend(List<Integer> chosen, int from, int wanted, List<List<Integer>> into) {
        if (wanted == 0) {
            into.add(List.copyOf(chosen));
            return;
        }
        for (int column = from; column < features; column++) {
            chosen.add(column);
            extend(chosen, interactionOnly ? column + 1 : column, wanted - 1, into);
            chosen.remove(chosen.size() - 1);
        }
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        Checks.numbers(transformer(), inputs);
        List<BlockColumn> outputs = new ArrayList<>();
        for (List<Integer> product : products()) {
            outputs.add(BlockColumn.numbers(
                    nameOf(product, inputs), product.stream().map(inputs::get).toList()));
        }
        return outputs;
    }

    private static String nameOf(List<Integer> product, List<BlockColumn> inputs) {
        if (product.isEmpty()) {
            return "1";
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < product.size(); ) {
            int end = i;
            while (end < product.size() && product.get(end).equals(product.get(i))) {
                end++;
            }
            name.append(name.isEmpty() ? "" : " ")
                    .append(inputs.get(product.get(i)).name());
            if (end - i > 1) {
                name.append('^').append(end - i);
            }
            i = end;
        }
        return name.toString();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.polynomialFeatures(this);
    }
}
