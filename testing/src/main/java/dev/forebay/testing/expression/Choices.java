package dev.forebay.testing.expression;

import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that pick one of several values, or a bucket. */
final class Choices {
    private Choices() {}

    static void register(Map<String, Interpretation> into) {
        into.put("GREATEST", args -> extreme(args, 1));
        into.put("LEAST", args -> extreme(args, -1));
        into.put("CLIP", Choices::clip);
        into.put("BUCKET", Choices::bucket);
        into.put("WIDTH_BUCKET", Choices::widthBucket);
    }

    private static @Nullable Object extreme(Arguments args, int sign) {
        Object best = null;
        for (Object value : args.values()) {
            if (best == null || (value != null && isBeyond(value, best, sign))) {
                best = value;
            }
        }
        return best == null ? null : asResult(best, args.result());
    }

    private static boolean isBeyond(Object value, Object best, int sign) {
        int order = Comparison.compare(value, best);
        return sign > 0 ? order > 0 : order < 0;
    }

    private static Object clip(Arguments args) {
        Object x = args.get(0);
        if (isLess(x, args.get(1))) {
            return asResult(args.get(1), args.result());
        }
        return asResult(isLess(args.get(2), x) ? args.get(2) : x, args.result());
    }

    /** As numbers compare: nothing is less than NaN, and NaN less than nothing. */
    private static boolean isLess(Object left, Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return (double) a < (double) b;
        }
        return Comparison.compare(left, right) < 0;
    }

    private static Object asResult(Object value, Type type) {
        return value instanceof BigDecimal decimal ? Arithmetic.fit(decimal, type) : value;
    }

    private static long bucket(Arguments args) {
        return args.values().stream()
                .skip(1)
                .filter(edge -> edge != null && Comparison.compare(edge, args.get(0)) <= 0)
                .count();
    }

    private static long widthBucket(Arguments args) {
        double x = args.real(0);
        double low = args.real(1);
        double high = args.real(2);
        long n = args.whole(3);
        if (n < 1 || !(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw RowFailed.domain("WIDTH_BUCKET of " + args.values());
        }
        if (x < low) {
            return 0;
        }
        if (!(x < high)) {
            // There is no number after the largest.
            return n == Long.MAX_VALUE ? n : n + 1;
        }
        double before = StrictMath.floor(n * (x - low) / (high - low));
        if (Double.isNaN(before)) {
            return 1;
        }
        if (before >= n) {
            return n;
        }
        return new BigDecimal(before).toBigIntegerExact().longValueExact() + 1;
    }
}
