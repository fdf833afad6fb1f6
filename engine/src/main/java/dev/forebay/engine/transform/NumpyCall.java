package dev.forebay.engine.transform;

import dev.forebay.plan.fitted.NumpyFunction;
import dev.forebay.types.batch.DoubleVector;

/** One column through a function of numpy. Those of a library are StrictMath's, within 2 ulp of numpy's; the others are exact. */
final class NumpyCall extends ColumnOperator {
    private static final double LN_2 = StrictMath.log(2);

    private final NumpyFunction function;
    private final boolean single;

    NumpyCall(NumpyFunction function, boolean single, DoubleVector input, DoubleVector output) {
        super(input, output, Takes.EVERYTHING);
        this.function = function;
        this.single = single;
    }

    @Override
    void compute(double[] x, double[] z, int rows) {
        for (int i = 0; i < rows; i++) {
            z[i] = of(function, x[i]);
        }
        Rounding.toSingle(z, rows, single);
    }

    static double of(NumpyFunction function, double x) {
        return switch (function) {
            case ABSOLUTE -> Math.abs(x);
            case CBRT -> StrictMath.cbrt(x);
            case CEIL -> Math.ceil(x);
            case COS -> StrictMath.cos(x);
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case FLOOR -> Math.floor(x);
            case LOG -> StrictMath.log(x);
            case LOG10 -> StrictMath.log10(x);
            case LOG1P -> StrictMath.log1p(x);
            case LOG2 -> log2(x);
            case NEGATIVE -> -x;
            case RECIPROCAL -> 1 / x;
            case RINT -> Math.rint(x);
            // numpy has 0.0 for both zeros.
            case SIGN -> x == 0 ? 0.0 : Math.signum(x);
            case SIN -> StrictMath.sin(x);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case TAN -> StrictMath.tan(x);
            case TANH -> StrictMath.tanh(x);
            case TRUNC -> x < 0 ? Math.ceil(x) : Math.floor(x);
        };
    }

    /** Exact for powers of two; otherwise the exponent is taken off first, so that little is lost. */
    private static double log2(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return StrictMath.log(x);
        }
        double scaled = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
        int exponent = Math.getExponent(scaled);
        double fraction = Math.scalb(scaled, -exponent);
        if (fraction > 1.4142135623730951) {
            fraction /= 2;
            exponent++;
        }
        return (exponent - (x < Double.MIN_NORMAL ? 54 : 0)) + StrictMath.log(fraction) / LN_2;
    }
}
