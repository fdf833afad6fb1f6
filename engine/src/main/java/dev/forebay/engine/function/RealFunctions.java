package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.doubles;

import dev.forebay.types.batch.Vector;

/** Functions of one double that pipelines use most: each has its own loop, which the JIT compiles as a whole. */
final class RealFunctions {
    private RealFunctions() {}

    static void addTo(KernelTable table) {
        table.loop("LOG1P(double)", RealFunctions::log1p);
        table.loop("LN(double)", RealFunctions::ln);
        table.loop("EXP(double)", RealFunctions::exp);
        table.loop("SQRT(double)", RealFunctions::sqrt);
    }

    private static void log1p(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = StrictMath.log1p(x[i]);
        }
    }

    private static void ln(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = StrictMath.log(x[i]);
        }
    }

    private static void exp(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = StrictMath.exp(x[i]);
        }
    }

    private static void sqrt(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] z = doubles(out);
        for (int i = 0; i < rows; i++) {
            z[i] = StrictMath.sqrt(x[i]);
        }
    }
}
