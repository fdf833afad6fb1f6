package dev.forebay.testing.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** The total order of values: NaN equals itself and is greatest, -0.0 equals 0.0, text by code point, false before true. */
final class Comparison {
    private Comparison() {}

    static void register(Map<String, Interpretation> into) {
        into.put("=", args -> compare(args.get(0), args.get(1)) == 0);
        into.put("<>", args -> compare(args.get(0), args.get(1)) != 0);
        into.put("<", args -> compare(args.get(0), args.get(1)) < 0);
        into.put("<=", args -> compare(args.get(0), args.get(1)) <= 0);
        into.put(">", args -> compare(args.get(0), args.get(1)) > 0);
        into.put(">=", args -> compare(args.get(0), args.get(1)) >= 0);
        into.put("IS_DISTINCT_FROM", args -> {
            Object left = args.nullable(0);
            Object right = args.nullable(1);
            if (left == null || right == null) {
                return (left == null) != (right == null);
            }
            return compare(left, right) != 0;
        });
    }

    /** Negative, zero or positive, for two values of one type, or for a long and a double. */
    static int compare(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return numbers(a, b);
        }
        if (left instanceof String leftText && right instanceof String rightText) {
            return codePoints(leftText, rightText);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        if (left instanceof Instant a && right instanceof Instant b) {
            return a.compareTo(b);
        }
        if (left instanceof LocalDate a && right instanceof LocalDate b) {
            return a.compareTo(b);
        }
        throw new IllegalArgumentException("cannot compare " + left + " and " + right);
    }

    private static int numbers(Number left, Number right) {
        int byRank = Integer.compare(rank(left), rank(right));
        if (byRank != 0 || rank(left) != 0) {
            return byRank;
        }
        return exact(left).compareTo(exact(right));
    }

    /** Where a number stands among the finite ones: before (-1), among (0), after (1), and NaN after all (2). */
    private static int rank(Number number) {
        if (!(number instanceof Double value) || !(value.isNaN() || value.isInfinite())) {
            return 0;
        }
        return value.isNaN() ? 2 : value > 0 ? 1 : -1;
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    private static int codePoints(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (a[i] != b[i]) {
                return Integer.compare(a[i], b[i]);
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
