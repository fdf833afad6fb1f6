package dev.forebay.types.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleWriterTest {
    private static final long SEED = 20180411;

    private final byte[] buffer = new byte[DoubleWriter.ROOM + 8];
    private final DecimalText read = new DecimalText();

    private String write(double value) {
        return new String(buffer, 3, DoubleWriter.write(buffer, 3, value) - 3, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "-1, -1.0",
        "0.1, 0.1",
        "10, 10.0",
        "100, 100.0",
        "57.16, 57.16",
        "57.1, 57.1",
        "57.105, 57.105",
        "1.01727608083528, 1.01727608083528",
        "-0.034030615349180775, -0.034030615349180775",
        "0.001, 0.001",
        "0.0001, 0.0001",
        "0.00012345, 0.00012345",
        "0.00001, 1e-05",
        "0.000012345, 1.2345e-05",
        "1e15, 1000000000000000.0",
        "1234567890123456, 1234567890123456.0",
        "9007199254740992, 9007199254740992.0",
        "9007199254740993, 9007199254740992.0",
        "1e16, 1e+16",
        "12345678901234567, 1.2345678901234568e+16",
        "1e22, 1e+22",
        "1e23, 1e+23",
        "9.5e-100, 9.5e-100",
        "1e100, 1e+100",
        "4.9e-324, 5e-324",
        "9.88e-324, 1e-323",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "2.2250738585072011e-308, 2.225073858507201e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2e-3, 0.002",
        "9999999999999.99, 9999999999999.99",
        "10000000000000.01, 10000000000000.01",
        "0.3, 0.3",
        "0.30000000000000004, 0.30000000000000004",
        "2.0e-44, 2e-44",
        "5e-05, 5e-05"
    })
    void write_value_isAsPythonReprHasIt(double value, String text) {
        assertThat(write(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void write_notFinite_isRefused(double value) {
        assertThatThrownBy(() -> write(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void write_edgesOfTheFormat_areShortestAndNearest() {
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            neighbours(Math.scalb(1.0, exponent), 1);
        }
        for (int exponent = -323; exponent <= 308; exponent++) {
            neighbours(Double.parseDouble("1e" + exponent), 1);
            neighbours(Double.parseDouble("5e" + exponent), 1);
        }
        neighbours(Double.MIN_VALUE, 300);
        neighbours(Double.MIN_NORMAL, 50);
        neighbours(Double.MAX_VALUE, 50);
    }

    private void neighbours(double value, int each) {
        checkShortest(value);
        double up = value;
        double down = value;
        for (int i = 0; i < each; i++) {
            up = Math.nextUp(up);
            down = Math.nextDown(down);
            checkShortest(up);
            checkShortest(down);
        }
    }

    @Test
    void write_everyAmountOfTwoDecimals_isThatAmount() {
        for (int cents = 0; cents <= 10_000_000; cents++) {
            int end = DoubleWriter.write(buffer, 0, cents / 100.0);
            if (end > 9 || (cents % 10 != 0 && !endsWithDigits(end, cents % 100))) {
                throw new AssertionError("cents " + cents + ": " + write(cents / 100.0));
            }
            assertReadsBack(cents / 100.0, end);
        }
    }

    private void assertReadsBack(double value, int end) {
        if (!read.scan(buffer, 0, end) || read.toDouble(buffer, 0, end) != value) {
            throw new AssertionError(value + " was written " + write(value));
        }
    }

    private boolean endsWithDigits(int end, int twoDigits) {
        return buffer[end - 3] == '.'
                && buffer[end - 2] == '0' + twoDigits / 10
                && buffer[end - 1] == '0' + twoDigits % 10;
    }

    @Test
    void write_randomBits_readsBackToTheSameBits() {
        readBackRandom(2_000_000, SEED);
    }

    @Test
    void write_randomBits_isShortestAndNearest() {
        shortestRandom(8_000, SEED + 1);
    }

    @Test
    @Tag("stress")
    void write_manyRandomBits_readsBackToTheSameBits() {
        readBackRandom(300_000_000, SEED + 2);
    }

    @Test
    @Tag("stress")
    void write_manyRandomBits_isShortestAndNearest() {
        shortestRandom(2_000_000, SEED + 3);
    }

    private void readBackRandom(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            checkReadsBack(random(random, i));
        }
    }

    private void shortestRandom(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            checkShortest(random(random, i));
        }
    }

    /** Bit patterns; and every other one a number of everyday size. */
    private static double random(SplittableRandom random, int i) {
        while (true) {
            double value = (i & 1) == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12) - 4);
            if (Double.isFinite(value)) {
                return value;
            }
        }
    }

    private void checkReadsBack(double value) {
        int end = DoubleWriter.write(buffer, 0, value);
        double back = Double.parseDouble(new String(buffer, 0, end, StandardCharsets.US_ASCII));
        boolean scanned = read.scan(buffer, 0, end);
        double own = read.toDouble(buffer, 0, end);
        if (!scanned
                || Double.doubleToRawLongBits(back) != Double.doubleToRawLongBits(value)
                || Double.doubleToRawLongBits(own) != Double.doubleToRawLongBits(value)) {
            throw new AssertionError("%s was written %s, which is %s (own reader: %s)"
                    .formatted(
                            Double.toHexString(value),
                            write(value),
                            Double.toHexString(back),
                            Double.toHexString(own)));
        }
    }

    /** No shorter decimal reads back; none of the same length that does is nearer; and the JDK's is not shorter. */
    private void checkShortest(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        checkReadsBack(value);
        String text = write(value);
        BigDecimal exact = new BigDecimal(value);
        BigDecimal written = new BigDecimal(text).stripTrailingZeros();
        if (value == 0) {
            assertThat(written).isEqualByComparingTo(BigDecimal.ZERO);
            return;
        }
        int digits = written.precision();
        assertThat(digits)
                .as(text)
                .isLessThanOrEqualTo(new BigDecimal(Double.toString(value))
                        .stripTrailingZeros()
                        .precision());
        if (digits > 1) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
                assertThat(shorter.doubleValue()).as("%s and %s", text, shorter).isNotEqualTo(value);
            }
        }
        BigDecimal error = written.subtract(exact).abs();
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
            BigDecimal other = exact.round(new MathContext(digits, mode));
            if (other.doubleValue() == value) {
                assertThat(error)
                        .as("%s and %s", text, other)
                        .isLessThanOrEqualTo(other.subtract(exact).abs());
            }
        }
    }
}
