package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.PowerTransformerState.Method;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.Vector;

/**
 * One column through Yeo-Johnson's or Box-Cox's transform. <b>Source</b>: scipy 1.17, {@code yeojohnson} and {@code boxcox}, with StrictMath's
 * functions, so that each call is within 2 ulp of numpy's.
 */
final class PowerTransformer extends ColumnOperator {
    private static final double EPSILON = 0x1p-52;

    private final DoubleVector output;
    private final Method method;
    private final double lambda;
    private final boolean single;

    PowerTransformer(Method method, double lambda, boolean single, DoubleVector input, DoubleVector output) {
        super(input, output, Takes.NO_INFINITIES);
        this.output = output;
        this.method = method;
        this.lambda = lambda;
        this.single = single;
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        if (method == Method.YEO_JOHNSON) {
            for (int i = 0; i < rows; i++) {
                z[i] = yeoJohnson(x[i], lambda);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                z[i] = boxCox(x[i], lambda);
                if (x[i] <= 0 && output.state[i] == Vector.VALID) {
                    output.state[i] = Vector.ERROR;
                }
            }
        }
        Rounding.toSingle(z, rows, single);
    }

    static double yeoJohnson(double x, double lambda) {
        if (x >= 0) {
            return Math.abs(lambda) < EPSILON
                    ? StrictMath.log1p(x)
                    : StrictMath.expm1(lambda * StrictMath.log1p(x)) / lambda;
        }
        return Math.abs(lambda - 2) > EPSILON
                ? -StrictMath.expm1((2 - lambda) * StrictMath.log1p(-x)) / (2 - lambda)
                : -StrictMath.log1p(-x);
    }

    static double boxCox(double x, double lambda) {
        return lambda == 0 ? StrictMath.log(x) : StrictMath.expm1(lambda * StrictMath.log(x)) / lambda;
    }
}
