package dev.forebay.testing.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.generate.Chance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** Rounding of exact ratios, against what IEEE arithmetic and the JDK's own reading of decimals say. */
class RatioTest {
    private static final MathContext MANY_DIGITS = new MathContext(2_500, RoundingMode.DOWN);

    private static double rounded(BigDecimal numerator, BigInteger denominator) {
        return Ratio.of(numerator, denominator).toDouble();
    }

    @Test
    void doubles_exact_comeBackUnchanged() {
        Chance chance = new Chance(1);
        for (int i = 0; i < 20_000; i++) {
            double any = Double.longBitsToDouble(chance.anyLong());
            if (Double.isFinite(any) && any != 0) {
                assertThat(rounded(new BigDecimal(any), BigInteger.ONE)).isEqualTo(any);
            }
        }
    }

    @Test
    void sums_ofTwoDoubles_areRoundedAsIeeeRounds() {
        Chance chance = new Chance(2);
        for (int i = 0; i < 20_000; i++) {
            double a = Double.longBitsToDouble(chance.anyLong());
            double b = Math.scalb(a, chance.between(-60, 3)) * (chance.unit() - 0.5);
            if (Double.isFinite(a) && Double.isFinite(b) && a + b != 0) {
                assertThat(rounded(new BigDecimal(a).add(new BigDecimal(b)), BigInteger.ONE))
                        .isEqualTo(a + b);
            }
        }
    }

    @Test
    void quotients_ofWholeNumbers_areRoundedAsIeeeRounds() {
        Chance chance = new Chance(3);
        for (int i = 0; i < 20_000; i++) {
            long a = chance.anyLong() >> chance.between(11, 60);
            long b = 1 + Math.abs(chance.anyLong() >> chance.between(12, 60));
            if (a != 0) {
                assertThat(rounded(BigDecimal.valueOf(a), BigInteger.valueOf(b)))
                        .isEqualTo((double) a / b);
            }
        }
    }

    @Test
    void quotients_tiny_areRoundedAsDecimalsAreRead() {
        Chance chance = new Chance(4);
        for (int i = 0; i < 300; i++) {
            BigDecimal a = new BigDecimal(Math.scalb(1 + chance.unit(), chance.between(-1074, -1000)));
            BigInteger b = BigInteger.valueOf(3L + 2L * chance.below(1_000));
            double read =
                    Double.parseDouble(a.divide(new BigDecimal(b), MANY_DIGITS).toString());
            assertThat(rounded(a, b)).isEqualTo(read);
        }
    }

    @Test
    void halfway_isEven() {
        BigDecimal half = new BigDecimal(Double.MIN_VALUE).divide(BigDecimal.valueOf(2));
        assertThat(rounded(half, BigInteger.ONE)).isEqualTo(0.0);
        assertThat(rounded(half.multiply(BigDecimal.valueOf(3)), BigInteger.ONE))
                .isEqualTo(2 * Double.MIN_VALUE);
        assertThat(rounded(half.multiply(BigDecimal.valueOf(2.01)), BigInteger.ONE))
                .isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void beyondTheLargest_isInfiniteFromHalfwayOn() {
        BigDecimal largest = new BigDecimal(Double.MAX_VALUE);
        BigDecimal half = new BigDecimal(Math.ulp(Double.MAX_VALUE)).divide(BigDecimal.valueOf(2));
        assertThat(rounded(largest.add(half), BigInteger.ONE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(rounded(largest.add(half).subtract(BigDecimal.ONE), BigInteger.ONE))
                .isEqualTo(Double.MAX_VALUE);
        assertThat(rounded(largest.add(half).negate(), BigInteger.ONE)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
