package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.doubles;

import dev.forebay.types.batch.Vector;

/** {@code + - * / %} and negation of {@code double}: IEEE 754, one rounding each, never an error. */
final class DoubleArithmetic {
    private DoubleArithmetic() {}

    static void addTo(KernelTable table) {
        table.loop("+(double,double)", DoubleArithmetic::add);
        table.loop("-(double,double)", DoubleArithmetic::subtract);
        table.loop("*(double,double)", DoubleArithmetic::multiply);
        table.loop("/(double,double)", DoubleArithmetic::divide);
        table.loop("%(double,double)", DoubleArithmetic::remainder);
        table.loop("NEGATE(double)", DoubleArithmetic::negate);
        table.loop("ABS(double)", DoubleArithmetic::absolute);
    }

    private static void add(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] y = doubles(in[1]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] + y[i];
        }
    }

    private static void subtract(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] y = doubles(in[1]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] - y[i];
        }
    }

    private static void multiply(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] y = doubles(in[1]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] * y[i];
        }
    }

    private static void divide(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] y = doubles(in[1]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] / y[i];
        }
    }

    private static void remainder(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] y = doubles(in[1]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] % y[i];
        }
    }

    private static void negate(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = -x[i];
        }
    }

    private static void absolute(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = Math.abs(x[i]);
        }
    }
}
