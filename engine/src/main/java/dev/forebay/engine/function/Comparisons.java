package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.booleans;
import static dev.forebay.engine.function.Loop.doubles;
import static dev.forebay.engine.function.Loop.longs;
import static dev.forebay.engine.function.Loop.texts;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.List;

/** {@code = <> < <= > >=} on every pair of kinds, and {@code NOT}. */
final class Comparisons {
    private Comparisons() {}

    static void addTo(KernelTable table) {
        for (String kind : List.of("long", "timestamp", "date")) {
            String pair = "(" + kind + "," + kind + ")";
            table.loop("=" + pair, Comparisons::longsEqual);
            table.loop("<>" + pair, Comparisons::longsDiffer);
            table.loop("<" + pair, (in, out, rows) -> longsLess(in[0], in[1], out, rows));
            table.loop(">" + pair, (in, out, rows) -> longsLess(in[1], in[0], out, rows));
            table.loop("<=" + pair, (in, out, rows) -> longsAtMost(in[0], in[1], out, rows));
            table.loop(">=" + pair, (in, out, rows) -> longsAtMost(in[1], in[0], out, rows));
        }
        table.loop("=(double,double)", Comparisons::doublesEqual);
        table.loop("<>(double,double)", Comparisons::doublesDiffer);
        table.loop("<(double,double)", (in, out, rows) -> doublesLess(in[0], in[1], out, rows));
        table.loop(">(double,double)", (in, out, rows) -> doublesLess(in[1], in[0], out, rows));
        table.loop("<=(double,double)", (in, out, rows) -> doublesAtMost(in[0], in[1], out, rows));
        table.loop(">=(double,double)", (in, out, rows) -> doublesAtMost(in[1], in[0], out, rows));
        for (Relation relation : Relation.values()) {
            addTo(table, relation);
        }
        table.loop("NOT(boolean)", Comparisons::not);
    }

    private static void addTo(KernelTable table, Relation relation) {
        String symbol = relation.symbol;
        table.loop(symbol + "(long,double)", (in, out, rows) -> mixed(in[0], in[1], out, rows, relation));
        table.loop(symbol + "(double,long)", (in, out, rows) -> mixed(in[1], in[0], out, rows, relation.swapped()));
        table.loop(symbol + "(boolean,boolean)", (in, out, rows) -> truths(in, out, rows, relation));
        table.bound(symbol + "(decimal,decimal)", call -> decimals(call, relation));
        if (relation == Relation.EQUAL || relation == Relation.DIFFERENT) {
            table.loop(symbol + "(string,string)", (in, out, rows) -> textsEqual(in, out, rows, relation));
        } else {
            table.loop(symbol + "(string,string)", (in, out, rows) -> textsInOrder(in, out, rows, relation));
        }
    }

    /** A comparison as the set of signs of {@code compare} for which it holds. */
    enum Relation {
        EQUAL("=", 0b010),
        DIFFERENT("<>", 0b101),
        LESS("<", 0b001),
        AT_MOST("<=", 0b011),
        GREATER(">", 0b100),
        AT_LEAST(">=", 0b110);

        private final String symbol;
        private final int signs;

        Relation(String symbol, int signs) {
            this.symbol = symbol;
            this.signs = signs;
        }

        boolean holds(int comparison) {
            return (signs >> (Integer.signum(comparison) + 1) & 1) != 0;
        }

        Relation swapped() {
            return switch (this) {
                case LESS -> GREATER;
                case GREATER -> LESS;
                case AT_MOST -> AT_LEAST;
                case AT_LEAST -> AT_MOST;
                case EQUAL, DIFFERENT -> this;
            };
        }
    }

    private static void longsEqual(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] y = longs(in[1]);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] == y[i];
        }
    }

    private static void longsDiffer(Vector[] in, Vector out, int rows) {
        long[] x = longs(in[0]);
        long[] y = longs(in[1]);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] != y[i];
        }
    }

    private static void longsLess(Vector left, Vector right, Vector out, int rows) {
        long[] x = longs(left);
        long[] y = longs(right);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] < y[i];
        }
    }

    private static void longsAtMost(Vector left, Vector right, Vector out, int rows) {
        long[] x = longs(left);
        long[] y = longs(right);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] <= y[i];
        }
    }

    private static void doublesEqual(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] y = doubles(in[1]);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] == y[i] || (Double.isNaN(x[i]) && Double.isNaN(y[i]));
        }
    }

    private static void doublesDiffer(Vector[] in, Vector out, int rows) {
        double[] x = doubles(in[0]);
        double[] y = doubles(in[1]);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] != y[i] && !(Double.isNaN(x[i]) && Double.isNaN(y[i]));
        }
    }

    private static void doublesLess(Vector left, Vector right, Vector out, int rows) {
        double[] x = doubles(left);
        double[] y = doubles(right);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] < y[i] || (Double.isNaN(y[i]) && !Double.isNaN(x[i]));
        }
    }

    private static void doublesAtMost(Vector left, Vector right, Vector out, int rows) {
        double[] x = doubles(left);
        double[] y = doubles(right);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i] <= y[i] || Double.isNaN(y[i]);
        }
    }

    private static void mixed(Vector left, Vector right, Vector out, int rows, Relation relation) {
        long[] x = longs(left);
        double[] y = doubles(right);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = relation.holds(Ordering.compare(x[i], y[i]));
        }
    }

    private static void truths(Vector[] in, Vector out, int rows, Relation relation) {
        boolean[] x = booleans(in[0]);
        boolean[] y = booleans(in[1]);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = relation.holds(Boolean.compare(x[i], y[i]));
        }
    }

    private static Loop decimals(Call call, Relation relation) {
        int xScale = call.operands().get(0).type().scale();
        int yScale = call.operands().get(1).type().scale();
        return (in, out, rows) -> {
            long[] x = longs(in[0]);
            long[] y = longs(in[1]);
            boolean[] z = booleans(out);
            for (int i = 0; i < rows; i++) {
                z[i] = relation.holds(Decimals.compare(x[i], xScale, y[i], yScale));
            }
        };
    }

    private static void textsEqual(Vector[] in, Vector out, int rows, Relation relation) {
        StringVector x = texts(in[0]);
        StringVector y = texts(in[1]);
        boolean[] z = booleans(out);
        boolean equal = relation == Relation.EQUAL;
        for (int i = 0; i < rows; i++) {
            if (out.state[i] == Vector.VALID) {
                z[i] = Ordering.equal(x, y, i) == equal;
            }
        }
    }

    private static void textsInOrder(Vector[] in, Vector out, int rows, Relation relation) {
        StringVector x = texts(in[0]);
        StringVector y = texts(in[1]);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            if (out.state[i] == Vector.VALID) {
                z[i] = relation.holds(Ordering.compare(x, y, i));
            }
        }
    }

    private static void not(Vector[] in, Vector out, int rows) {
        boolean[] x = booleans(in[0]);
        boolean[] z = booleans(out);
        for (int i = 0; i < rows; i++) {
            z[i] = !x[i];
        }
    }
}
