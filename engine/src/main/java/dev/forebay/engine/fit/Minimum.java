package dev.forebay.engine.fit;

import java.util.function.DoubleUnaryOperator;

/**
 * The minimum of a function of one number by Brent's method: golden sections, and parabolas where they help. The steps, constants and tests are
 * those of {@code scipy.optimize.brent} and {@code fminbound}, so that where the function has the same bits so has the result.
 *
 * <p><b>Source</b>: R. P. Brent, <i>Algorithms for Minimization without Derivatives</i>, 1973, chapter 5.
 */
final class Minimum {
    private static final double TOLERANCE = 1.48e-8;
    private static final double LEAST_STEP = 1.0e-11;
    private static final double SECTION = 0.3819660;
    private static final double GOLD = 1.618034;
    private static final double TINY = 1e-21;
    private static final double GROW = 110;
    private static final int MOST_STEPS = 500;
    private static final int MOST_BRACKETS = 1000;

    private final DoubleUnaryOperator f;

    private Minimum(DoubleUnaryOperator f) {
        this.f = f;
    }

    /** Downhill from two points, NaN where no minimum lies there. */
    static double downhill(DoubleUnaryOperator f, double first, double second) {
        double[] bracket = bracket(f, first, second);
        return bracket.length == 0 ? Double.NaN : new Minimum(f).between(bracket);
    }

    /** Three points of which the one in the middle is lowest, with its value; nothing where there are none. */
    private static double[] bracket(DoubleUnaryOperator f, double first, double second) {
        double xa = first;
        double xb = second;
        double fa = f.applyAsDouble(xa);
        double fb = f.applyAsDouble(xb);
        if (fa < fb) {
            xa = second;
            xb = first;
            double swapped = fa;
            fa = fb;
            fb = swapped;
        }
        double xc = xb + GOLD * (xb - xa);
        double fc = f.applyAsDouble(xc);
        for (int i = 0; fc < fb; i++) {
            if (i > MOST_BRACKETS) {
                return new double[0];
            }
            double tmp1 = (xb - xa) * (fb - fc);
            double tmp2 = (xb - xc) * (fb - fa);
            double value = tmp2 - tmp1;
            double denominator = Math.abs(value) < TINY ? 2 * TINY : 2 * value;
            double w = xb - ((xb - xc) * tmp2 - (xb - xa) * tmp1) / denominator;
            double limit = xb + GROW * (xc - xb);
            double fw;
            if ((w - xc) * (xb - w) > 0) {
                fw = f.applyAsDouble(w);
                if (fw < fc) {
                    xa = xb;
                    xb = w;
                    fa = fb;
                    fb = fw;
                    break;
                }
                if (fw > fb) {
                    xc = w;
                    fc = fw;
                    break;
                }
                w = xc + GOLD * (xc - xb);
                fw = f.applyAsDouble(w);
            } else if ((w - limit) * (limit - xc) >= 0) {
                w = limit;
                fw = f.applyAsDouble(w);
            } else if ((w - limit) * (xc - w) > 0) {
                fw = f.applyAsDouble(w);
                if (fw < fc) {
                    xb = xc;
                    xc = w;
                    w = xc + GOLD * (xc - xb);
                    fb = fc;
                    fc = fw;
                    fw = f.applyAsDouble(w);
                }
            } else {
                w = xc + GOLD * (xc - xb);
                fw = f.applyAsDouble(w);
            }
            xa = xb;
            xb = xc;
            xc = w;
            fa = fb;
            fb = fc;
            fc = fw;
        }
        boolean lowest = (fb < fc && fb <= fa) || (fb < fa && fb <= fc);
        boolean ordered = (xa < xb && xb < xc) || (xc < xb && xb < xa);
        boolean finite = Double.isFinite(xa) && Double.isFinite(xb) && Double.isFinite(xc);
        return lowest && ordered && finite ? new double[] {xa, xb, xc, fb} : new double[0];
    }

    private double between(double[] bracket) {
        double x = bracket[1];
        double w = x;
        double v = x;
        double fx = bracket[3];
        double fw = fx;
        double fv = fx;
        double a = Math.min(bracket[0], bracket[2]);
        double b = Math.max(bracket[0], bracket[2]);
        double deltax = 0;
        double rat = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double tol1 = TOLERANCE * Math.abs(x) + LEAST_STEP;
            double tol2 = 2 * tol1;
            double xmid = 0.5 * (a + b);
            if (Math.abs(x - xmid) < tol2 - 0.5 * (b - a)) {
                break;
            }
            boolean golden = Math.abs(deltax) <= tol1;
            if (!golden) {
                double tmp1 = (x - w) * (fx - fv);
                double tmp2 = (x - v) * (fx - fw);
                double p = (x - v) * tmp2 - (x - w) * tmp1;
                tmp2 = 2 * (tmp2 - tmp1);
                if (tmp2 > 0) {
                    p = -p;
                }
                tmp2 = Math.abs(tmp2);
                double before = deltax;
                deltax = rat;
                if (p > tmp2 * (a - x) && p < tmp2 * (b - x) && Math.abs(p) < Math.abs(0.5 * tmp2 * before)) {
                    rat = p / tmp2;
                    double u = x + rat;
                    if (u - a < tol2 || b - u < tol2) {
                        rat = xmid - x >= 0 ? tol1 : -tol1;
                    }
                } else {
                    golden = true;
                }
            }
            if (golden) {
                deltax = x >= xmid ? a - x : b - x;
                rat = SECTION * deltax;
            }
            double u = Math.abs(rat) < tol1 ? (rat >= 0 ? x + tol1 : x - tol1) : x + rat;
            double fu = f.applyAsDouble(u);
            if (fu > fx) {
                if (u < x) {
                    a = u;
                } else {
                    b = u;
                }
                if (fu <= fw || w == x) {
                    v = w;
                    w = u;
                    fv = fw;
                    fw = fu;
                } else if (fu <= fv || v == x || v == w) {
                    v = u;
                    fv = fu;
                }
            } else {
                if (u >= x) {
                    a = x;
                } else {
                    b = x;
                }
                v = w;
                w = x;
                x = u;
                fv = fw;
                fw = fx;
                fx = fu;
            }
        }
        return x;
    }

    /** Within bounds. */
    static double within(DoubleUnaryOperator f, double lower, double upper) {
        double sqrtEps = Math.sqrt(2.2e-16);
        double golden = 0.5 * (3.0 - Math.sqrt(5.0));
        double a = lower;
        double b = upper;
        double fulc = a + golden * (b - a);
        double nfc = fulc;
        double xf = fulc;
        double rat = 0;
        double e = 0;
        double fx = f.applyAsDouble(xf);
        double ffulc = fx;
        double fnfc = fx;
        double xm = 0.5 * (a + b);
        double tol1 = sqrtEps * Math.abs(xf) + TOLERANCE / 3;
        double tol2 = 2 * tol1;
        for (int i = 1; i < MOST_STEPS && Math.abs(xf - xm) > tol2 - 0.5 * (b - a); i++) {
            boolean section = true;
            if (Math.abs(e) > tol1) {
                section = false;
                double r = (xf - nfc) * (fx - ffulc);
                double q = (xf - fulc) * (fx - fnfc);
                double p = (xf - fulc) * q - (xf - nfc) * r;
                q = 2 * (q - r);
                if (q > 0) {
                    p = -p;
                }
                q = Math.abs(q);
                r = e;
                e = rat;
                if (Math.abs(p) < Math.abs(0.5 * q * r) && p > q * (a - xf) && p < q * (b - xf)) {
                    rat = p / q;
                    double x = xf + rat;
                    if (x - a < tol2 || b - x < tol2) {
                        rat = tol1 * sign(xm - xf);
                    }
                } else {
                    section = true;
                }
            }
            if (section) {
                e = xf >= xm ? a - xf : b - xf;
                rat = golden * e;
            }
            double x = xf + sign(rat) * Math.max(Math.abs(rat), tol1);
            double fu = f.applyAsDouble(x);
            if (fu <= fx) {
                if (x >= xf) {
                    a = xf;
                } else {
                    b = xf;
                }
                fulc = nfc;
                ffulc = fnfc;
                nfc = xf;
                fnfc = fx;
                xf = x;
                fx = fu;
            } else {
                if (x < xf) {
                    a = x;
                } else {
                    b = x;
                }
                if (fu <= fnfc || nfc == xf) {
                    fulc = nfc;
                    ffulc = fnfc;
                    nfc = x;
                    fnfc = fu;
                } else if (fu <= ffulc || fulc == xf || fulc == nfc) {
                    fulc = x;
                    ffulc = fu;
                }
            }
            xm = 0.5 * (a + b);
            tol1 = sqrtEps * Math.abs(xf) + TOLERANCE / 3;
            tol2 = 2 * tol1;
        }
        return xf;
    }

    /** 1 for 0. */
    private static double sign(double x) {
        return x >= 0 ? 1 : -1;
    }
}
