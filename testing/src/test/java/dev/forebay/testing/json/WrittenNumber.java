package dev.forebay.testing.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of a number as JSON writes it. */
final class WrittenNumber {
    private static final Pattern PARTS = Pattern.compile("(-?)([0-9]+)(?:\\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?");
    /** Numbers whose digits are further than this from the point are moved to there: too large or too small for any type. */
    private static final BigInteger FARTHEST = BigInteger.valueOf(4000);

    private WrittenNumber() {}

    static BigDecimal of(String written) {
        Matcher matcher = PARTS.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no JSON number: " + written);
        }
        String fraction = matcher.group(3) == null ? "" : matcher.group(3);
        BigInteger digits = new BigInteger(matcher.group(1) + matcher.group(2) + fraction);
        if (digits.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigInteger exponent = matcher.group(4) == null ? BigInteger.ZERO : new BigInteger(matcher.group(4));
        BigInteger near = exponent.max(FARTHEST.negate()).min(FARTHEST);
        return new BigDecimal(digits, fraction.length() - near.intValueExact());
    }
}
