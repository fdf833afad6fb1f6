package dev.forebay.engine.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against BigDecimal: a sum is the exact sum rounded once, whatever the order, and whatever was added and taken away meanwhile. */
class ExactLawsTest {
    private final Random random = new Random(42);

    private double value(int kind) {
        return switch (kind) {
            case 0 -> Math.round(random.nextDouble() * 1e6) / 100.0;
            case 1 -> random.nextGaussian();
            case 2 -> random.nextLong() * 1.0;
            case 3 -> -Math.round(random.nextDouble() * 1e6) / 100.0;
            case 4 -> Double.longBitsToDouble(random.nextLong());
            case 5 -> random.nextInt(5) - 2;
            case 6 -> Math.scalb(random.nextGaussian(), random.nextInt(120) - 60);
            default -> random.nextBoolean() ? Double.MIN_VALUE : -0.0;
        };
    }

    private List<Double> values(int kind) {
        List<Double> values = new ArrayList<>();
        int count = 1 + random.nextInt(40);
        while (values.size() < count) {
            double x = value(kind < 8 ? kind : random.nextInt(8));
            if (Double.isFinite(x)) {
                values.add(x);
            }
        }
        return values;
    }

    @Test
    void sum_ofAnyFiniteValues_isTheExactSumRoundedOnce() {
        for (int i = 0; i < 20_000; i++) {
            List<Double> values = values(i % 9);
            ExactMoments moments = sums(values, values(i % 7));
            BigDecimal exact = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(moments.sum()).as("%s", values).isEqualTo(exact.doubleValue() + 0.0);
        }
    }

    @Test
    void variance_ofAnyFiniteValues_isTheExactVarianceRoundedOnce() {
        MathContext many = new MathContext(1400);
        for (int i = 0; i < 6_000; i++) {
            List<Double> values = values(i % 9);
            ExactMoments moments = sums(values, values(i % 7));
            BigDecimal n = BigDecimal.valueOf(values.size());
            BigDecimal sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal squares =
                    values.stream().map(x -> new BigDecimal(x).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal numerator = n.multiply(squares).subtract(sum.pow(2));
            assertThat(moments.variance(values.size(), values.size()))
                    .as("%s", values)
                    .isEqualTo(numerator.divide(n.pow(2), many).doubleValue());
            if (values.size() > 1) {
                BigDecimal sample = n.multiply(n.subtract(BigDecimal.ONE));
                assertThat(moments.variance(values.size(), values.size() - 1))
                        .as("sample of %s", values)
                        .isEqualTo(numerator.divide(sample, many).doubleValue());
            }
        }
    }

    /** Values added in any order between others that come and go. */
    private ExactMoments sums(List<Double> values, List<Double> passing) {
        ExactMoments moments = new ExactMoments();
        List<Double> order = new ArrayList<>(values);
        Collections.shuffle(order, random);
        passing.forEach(x -> moments.add(x, false));
        order.forEach(x -> moments.add(x, false));
        passing.forEach(x -> moments.add(x, true));
        return moments;
    }

    @Test
    void variance_ofAnyCount_isTheExactVarianceRoundedOnce() {
        MathContext many = new MathContext(120);
        for (int i = 0; i < 200_000; i++) {
            long count = 1 + (random.nextLong() >>> (64 - 1 - random.nextInt(40)));
            long divisor = count == 1 || random.nextBoolean() ? count : count - 1;
            BigInteger n = BigInteger.valueOf(count);
            BigInteger sum = new BigInteger(1 + random.nextInt(110), random);
            BigInteger squares =
                    sum.multiply(sum).divide(n).add(BigInteger.ONE).add(new BigInteger(random.nextInt(215), random));
            long[] words = new long[ExactSum.WORDS + ExactSquares.WORDS];
            put(random.nextBoolean() ? sum : sum.negate(), words, 0, ExactSum.WORDS);
            put(squares, words, ExactSum.WORDS, ExactSquares.WORDS);
            BigInteger numerator = n.multiply(squares).subtract(sum.multiply(sum));
            BigDecimal exact =
                    new BigDecimal(numerator).divide(new BigDecimal(n.multiply(BigInteger.valueOf(divisor))), many);
            assertThat(Variance.of(words, 0, words, ExactSum.WORDS, count, divisor, 0))
                    .as("%d values, sum %s, squares %s", count, sum, squares)
                    .isEqualTo(exact.doubleValue());
        }
    }

    private static void put(BigInteger value, long[] words, int at, int count) {
        for (int i = 0; i < count; i++) {
            words[at + i] = value.shiftRight(64 * (count - 1 - i)).longValue();
        }
    }

    @Test
    void integer_ofTwoWords_isRoundedOnceWithTiesToEven() {
        for (int i = 0; i < 300_000; i++) {
            int below = random.nextInt(72);
            BigInteger value = new BigInteger(1 + random.nextInt(54), random)
                    .shiftLeft(below)
                    .add(BigInteger.valueOf(random.nextInt(5) - 2))
                    .max(BigInteger.ZERO);
            long high = value.shiftRight(64).longValue();
            assertThat(Rounded.of(high, value.longValue(), false, 0))
                    .as("%s", value)
                    .isEqualTo(value.doubleValue());
            if (value.bitLength() > 55) {
                double more = new BigDecimal(value).add(new BigDecimal("0.25")).doubleValue();
                assertThat(Rounded.of(high, value.longValue(), true, 0))
                        .as("%s and more", value)
                        .isEqualTo(more);
            }
        }
    }

    @Test
    void longs_sumAndVariance_areExact() {
        for (int i = 0; i < 20_000; i++) {
            long[] words = new long[ExactSum.WORDS + ExactSquares.WORDS];
            BigInteger sum = BigInteger.ZERO;
            BigInteger squares = BigInteger.ZERO;
            int count = 1 + random.nextInt(30);
            for (int k = 0; k < count; k++) {
                long x = i % 3 == 0 ? random.nextLong() : i % 3 == 1 ? random.nextInt(100) : Long.MIN_VALUE + k;
                long passing = random.nextLong();
                ExactSum.add(words, 0, passing);
                ExactSquares.add(words, 2, passing, false);
                ExactSum.add(words, 0, x);
                ExactSquares.add(words, 2, x, false);
                ExactSum.subtract(words, 0, passing);
                ExactSquares.add(words, 2, passing, true);
                sum = sum.add(BigInteger.valueOf(x));
                squares = squares.add(BigInteger.valueOf(x).pow(2));
            }
            assertThat(ExactSum.toDouble(words, 0, 0)).isEqualTo(new BigDecimal(sum).doubleValue() + 0.0);
            assertThat(ExactSum.fitsLong(words, 0)).isEqualTo(sum.bitLength() < 64);
            BigInteger numerator = squares.multiply(BigInteger.valueOf(count)).subtract(sum.pow(2));
            BigDecimal expected =
                    new BigDecimal(numerator).divide(BigDecimal.valueOf((long) count * count), new MathContext(200));
            assertThat(Variance.of(words, 0, words, 2, count, count, 0)).isEqualTo(expected.doubleValue());
        }
    }

    @Test
    void sum_thatCancels_keepsWhatIsSmall() {
        ExactMoments moments = new ExactMoments();
        moments.add(1e300, false);
        moments.add(1.0, false);
        moments.add(-1e300, false);
        assertThat(moments.sum()).isEqualTo(1.0);
    }

    @Test
    void sum_ofNegativeZeros_isPositiveZero() {
        ExactMoments moments = new ExactMoments();
        moments.add(-0.0, false);
        assertThat(Double.doubleToRawLongBits(moments.sum())).isZero();
    }

    @Test
    void sum_beyondTheLargestDouble_isInfinite_andComesBack() {
        ExactMoments moments = new ExactMoments();
        moments.add(Double.MAX_VALUE, false);
        moments.add(Double.MAX_VALUE, false);
        assertThat(moments.sum()).isEqualTo(Double.POSITIVE_INFINITY);
        moments.add(Double.MAX_VALUE, true);
        assertThat(moments.sum()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void infinitiesAndNaN_areCountedApart() {
        ExactMoments moments = new ExactMoments();
        moments.add(1.5, false);
        moments.add(Double.POSITIVE_INFINITY, false);
        assertThat(moments.sum()).isEqualTo(Double.POSITIVE_INFINITY);
        moments.add(Double.NEGATIVE_INFINITY, false);
        assertThat(moments.sum()).isNaN();
        moments.add(Double.POSITIVE_INFINITY, true);
        assertThat(moments.sum()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(moments.variance(2, 2)).isNaN();
        moments.add(Double.NEGATIVE_INFINITY, true);
        moments.add(Double.NaN, false);
        assertThat(moments.sum()).isNaN();
        moments.add(Double.NaN, true);
        assertThat(moments.sum()).isEqualTo(1.5);
        assertThat(moments.variance(1, 1)).isZero();
    }
}
