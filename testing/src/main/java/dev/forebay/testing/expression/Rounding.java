package dev.forebay.testing.expression;

import dev.forebay.types.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** {@code CEIL FLOOR ROUND TRUNC} by the exact decimal value that a number has. */
final class Rounding {
    /** No double has a digit further from the point than this, in either direction. */
    private static final long FARTHEST_DIGIT = 1100;

    private Rounding() {}

    static void register(Map<String, Interpretation> into) {
        into.put("CEIL", args -> round(args, RoundingMode.CEILING));
        into.put("FLOOR", args -> round(args, RoundingMode.FLOOR));
        into.put("ROUND", args -> round(args, RoundingMode.HALF_UP));
        into.put("TRUNC", args -> round(args, RoundingMode.DOWN));
    }

    private static Object round(Arguments args, RoundingMode mode) {
        long digits = args.has(1) ? args.whole(1) : 0;
        int places = (int) Math.max(-FARTHEST_DIGIT, Math.min(FARTHEST_DIGIT, digits));
        if (args.kind(0) != Type.Kind.DOUBLE) {
            return Arithmetic.fit(round(Arithmetic.exact(args.get(0)), places, mode), args.result());
        }
        double x = args.real(0);
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return x;
        }
        BigDecimal rounded = round(new BigDecimal(x), places, mode);
        return StrictMath.copySign(Double.parseDouble(rounded.abs().toString()), x);
    }

    private static BigDecimal round(BigDecimal exact, int places, RoundingMode mode) {
        return exact.scale() <= places ? exact : exact.setScale(places, mode);
    }
}
