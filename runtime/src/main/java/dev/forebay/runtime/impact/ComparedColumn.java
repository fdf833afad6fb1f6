package dev.forebay.runtime.impact;

import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of both sides, pair by pair. Values are the same when all their bits are; -0.0 is 0.0, and NaN is NaN. */
final class ComparedColumn {
    private final String name;
    private final int before;
    private final int after;
    private final boolean numeric;
    private final Histogram histogram = new Histogram();
    private final Histogram differences = new Histogram();
    private final Categories categories = new Categories();
    private long changed;
    private long becameNull;
    private long noLongerNull;
    private double largest = Double.NaN;

    /**
     * @param before its place on the first side
     * @param after its place on the second
     */
    ComparedColumn(String name, int before, int after, Type typeBefore, Type typeAfter) {
        this.name = name;
        this.before = before;
        this.after = after;
        this.numeric = typeBefore.kind() != Type.Kind.STRING && typeAfter.kind() != Type.Kind.STRING;
    }

    /** Takes the rows of an event; true if it differs. */
    boolean take(List<@Nullable Object> first, List<@Nullable Object> second) {
        Object was = first.get(before);
        Object is = second.get(after);
        tally(0, was);
        tally(1, is);
        if (isSame(was, is)) {
            return false;
        }
        changed++;
        if (was == null) {
            noLongerNull++;
        } else if (is == null) {
            becameNull++;
        } else if (numeric) {
            double difference = Math.abs(number(is) - number(was));
            if (!Double.isNaN(difference)) {
                largest = Double.isNaN(largest) ? difference : Math.max(largest, difference);
                differences.add(0, difference);
            }
        }
        return true;
    }

    private void tally(int side, @Nullable Object value) {
        if (!numeric) {
            categories.add(side, value == null ? "null" : "'" + value);
        } else if (value == null) {
            histogram.addNull(side);
        } else {
            histogram.add(side, number(value));
        }
    }

    private static boolean isSame(@Nullable Object was, @Nullable Object is) {
        if (was == null || is == null) {
            return was == is;
        }
        if (was instanceof Double a && is instanceof Double b) {
            return a.equals(b) || a.doubleValue() == b.doubleValue();
        }
        if (was.getClass() == is.getClass() && !(was instanceof BigDecimal)) {
            return was.equals(is);
        }
        if (was instanceof Number && is instanceof Number) {
            Double a = number(was);
            Double b = number(is);
            boolean exact = Double.isFinite(a) && Double.isFinite(b);
            return exact ? decimal(was).compareTo(decimal(is)) == 0 : a.equals(b);
        }
        return false;
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal decimal
                ? decimal
                : number instanceof Double real ? new BigDecimal(real) : new BigDecimal(number.toString());
    }

    static double number(Object value) {
        return value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).doubleValue();
    }

    Impact.ColumnImpact told() {
        return new Impact.ColumnImpact(
                name,
                changed,
                numeric,
                largest,
                differences.median(0),
                becameNull,
                noLongerNull,
                numeric ? histogram.psi() : categories.psi(),
                numeric ? histogram.distance() : categories.distance());
    }
}
