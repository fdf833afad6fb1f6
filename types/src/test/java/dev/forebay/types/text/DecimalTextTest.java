package dev.forebay.types.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
    private static final long SEED = 754;

    private final DecimalText number = new DecimalText();

    private boolean scan(String text) {
        byte[] bytes = ("<" + text + "9").getBytes(StandardCharsets.UTF_8);
        return number.scan(bytes, 1, bytes.length - 1);
    }

    private double toDouble(String text) {
        byte[] bytes = ("<" + text + "9").getBytes(StandardCharsets.US_ASCII);
        assertThat(number.scan(bytes, 1, bytes.length - 1)).as(text).isTrue();
        return number.toDouble(bytes, 1, bytes.length - 1);
    }

    private void checkDouble(String text) {
        double expected = Double.parseDouble(text);
        double actual = toDouble(text);
        if (Double.doubleToRawLongBits(actual) != Double.doubleToRawLongBits(expected)) {
            throw new AssertionError(text + " is " + expected + ", was read as " + actual);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "57.16",
                "9007199254740993",
                "9007199254740992.99999",
                "9007199254740993.00000000000000000001",
                "1e22",
                "1e23",
                "123456789012345678e-30",
                "0.1e1",
                "1e308",
                "1.7976931348623157e308",
                "1.7976931348623158e308",
                "1.7976931348623159e308",
                "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
                "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042879.999",
                "2.2250738585072014e-308",
                "2.2250738585072011e-308",
                "2.2250738585072012e-308",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "2.4703282292062327208e-324",
                "1e-400",
                "-1e-400",
                "1e400",
                "-1e400",
                "0e400",
                "1e100000000000",
                "1e-100000000000",
                "0e100000000000",
                "0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001e100",
                "6.631236846766476e-316",
                "3.2378839133029012895883524125015321748630094610988e-319",
                "8.5e-322",
                "1090544144181609348671888949248",
                "1090544144181609348835077142190",
                "0.500000000000000166533453693773481063544750213623046875",
                "3.50000000000000022204460492503130808472633361816406250000000000000000000000000000001"
            })
    void toDouble_hardCase_isNearest(String text) {
        checkDouble(text);
    }

    @Test
    void toDouble_randomNumbers_areNearest() {
        randomNumbers(200_000, SEED);
    }

    @Test
    void toDouble_aroundHalfwayBetweenTwoDoubles_isNearest() {
        halfway(3_000, SEED + 1);
    }

    @Test
    @Tag("stress")
    void toDouble_manyNumbers_areNearest() {
        randomNumbers(50_000_000, SEED + 2);
        halfway(500_000, SEED + 3);
    }

    private void randomNumbers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.setLength(0);
            text.append(random.nextBoolean() ? "-" : "");
            int digits = 1 + random.nextInt(1 << random.nextInt(6));
            int point = random.nextInt(digits + 1);
            for (int d = 0; d < digits; d++) {
                if (d == point && d > 0) {
                    text.append('.');
                }
                text.append((char) ('0' + random.nextInt(10)));
            }
            if (random.nextBoolean()) {
                text.append('e').append(random.nextInt(680) - 345);
            }
            checkDouble(text.toString());
        }
    }

    private void halfway(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            double low = Math.abs(Double.longBitsToDouble(random.nextLong()));
            if (i % 2 == 0) {
                low = random.nextLong(1L << 60) * Math.pow(2, -random.nextInt(80));
            }
            if (!(low < Double.MAX_VALUE)) {
                continue;
            }
            BigDecimal half =
                    new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
            BigDecimal little = half.ulp().movePointLeft(random.nextInt(3));
            checkDouble(half.toString());
            checkDouble(half.add(little).toString());
            checkDouble(half.subtract(little).toString());
            for (int digits = 17; digits <= 20; digits++) {
                checkDouble(half.round(new MathContext(digits)).toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "007", ".5", "5.", "-.5e-1", "1E5", "+0.0", "1e+05"})
    void scan_formsBeyondJson_areRead(String text) {
        checkDouble(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "-.",
                "e5",
                ".e5",
                "1e",
                "1e+",
                "1e-",
                "1 ",
                " 1",
                "1.2.3",
                "1e5.",
                "--1",
                "+-1",
                "0x1",
                "1f",
                "1d",
                "NaN",
                "Infinity",
                "1,5",
                "١"
            })
    void scan_noNumber_isRefused(String text) {
        assertThat(scan(text)).as(text).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "-0, 0, 0",
        "12, 0, 12",
        "1.0, 0, 1",
        "1e3, 0, 1000",
        "1000e-3, 0, 1",
        "12.5, 2, 1250",
        "-12.500, 1, -125",
        "9223372036854775807, 0, 9223372036854775807",
        "-9223372036854775808, 0, -9223372036854775808",
        "92233720368547758.07, 2, 9223372036854775807",
        "-92233720368547758.08, 2, -9223372036854775808",
        "9223372036854775807000e-3, 0, 9223372036854775807",
        "0.000000000000000000000009223372036854775807e42, 0, 9223372036854775807",
        "0e999999999999, 0, 0",
        "100000000000000000000000e-23, 0, 1",
        "0.00000000000000000000001e23, 0, 1"
    })
    void toScaled_exact_isThatInteger(String text, int scale, long expected) {
        assertThat(scan(text)).isTrue();
        assertThat(number.toScaled(scale, false)).isTrue();
        assertThat(number.scaled()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 0",
        "0.001, 2",
        "9223372036854775808, 0",
        "-9223372036854775809, 0",
        "92233720368547758.08, 2",
        "1e19, 0",
        "18446744073709551616, 0",
        "1e100, 0",
        "1e-100, 6",
        "1e999999999999, 0",
        "1e-999999999999, 0",
        "1.00000000000000000000000000000000001, 0",
        "12345678901234567890123, 0"
    })
    void toScaled_doesNotFit_isRefused(String text, int scale) {
        assertThat(scan(text)).isTrue();
        assertThat(number.toScaled(scale, false)).isFalse();
    }

    @Test
    void toScaled_randomNumbers_isAsBigDecimalSays() {
        SplittableRandom random = new SplittableRandom(SEED + 4);
        for (int i = 0; i < 200_000; i++) {
            BigDecimal exact = new BigDecimal(
                    new BigInteger(1 + random.nextInt(80), new Random(random.nextLong())), random.nextInt(30) - 5);
            exact = random.nextBoolean() ? exact.negate() : exact;
            int scale = random.nextInt(7);
            boolean floor = random.nextBoolean();
            BigDecimal scaled = exact.movePointRight(scale);
            BigDecimal whole = scaled.setScale(0, RoundingMode.FLOOR);
            boolean fits = (floor || whole.compareTo(scaled) == 0)
                    && whole.toBigInteger().bitLength() < 64;
            String text = random.nextBoolean() ? exact.toString() : exact.toPlainString();
            assertThat(scan(text)).isTrue();
            assertThat(number.toScaled(scale, floor))
                    .as("%s %d %s", text, scale, floor)
                    .isEqualTo(fits);
            if (fits) {
                assertThat(number.scaled()).as("%s %d %s", text, scale, floor).isEqualTo(whole.longValueExact());
            }
        }
    }
}
