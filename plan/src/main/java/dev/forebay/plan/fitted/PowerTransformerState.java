package dev.forebay.plan.fitted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted scikit-learn {@code PowerTransformer}: Yeo-Johnson's or Box-Cox's transform, then a StandardScaler where that is wanted.
 *
 * <p>Within 2 ulp a call of a library function: {@code expm1}, {@code log1p} and {@code log} differ by an ulp between libraries.
 *
 * <p><b>Missing</b>: NaN passes through; an infinity is refused, and so is a value of 0 or below by Box-Cox.
 *
 * @param lambdas one a column; NaN for a column without data
 * @param standardize null where {@code standardize=False}
 */
public record PowerTransformerState(
        Method method, List<Double> lambdas, @Nullable StandardScalerState standardize) implements FittedState {

    /** Which transform. */
    public enum Method {
        YEO_JOHNSON,
        BOX_COX
    }

    public PowerTransformerState {
        Checks.positive("the number of columns", lambdas.size());
        lambdas = List.copyOf(lambdas);
        Checks.require(
                standardize == null || standardize.features() == lambdas.size(),
                "PowerTransformer with a scaler of other columns");
    }

    @Override
    public String transformer() {
        return "PowerTransformer";
    }

    @Override
    public int features() {
        return lambdas.size();
    }

    @Override
    public List<BlockColumn> outputs(List<BlockColumn> inputs) throws UnfitInputException {
        return Checks.numbers(transformer(), inputs);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.powerTransformer(this);
    }
}
