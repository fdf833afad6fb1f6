package dev.forebay.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.text.DoubleWriter;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** What is remembered has the same text as what is not. */
class RecentNumbersTest {
    private static final int NUMBERS = 300_000;

    private final SplittableRandom random = new SplittableRandom(20261127);
    private final RecentNumbers numbers = new RecentNumbers();

    @Test
    void write_ofFewNumbers_isTheTextOfEach() {
        double[] few = new double[100];
        for (int i = 0; i < few.length; i++) {
            few[i] = any();
        }
        few[0] = 0.0;
        few[1] = -0.0;
        few[2] = -Double.MIN_VALUE;
        few[3] = -2.2250738585072014E-308;
        few[4] = Double.MAX_VALUE;
        check(() -> few[random.nextInt(few.length)]);
    }

    @Test
    void write_ofNumbersThatHardlyComeAgain_isTheTextOfEach() {
        check(this::any);
    }

    @Test
    void write_ofAColumnThatChanges_isTheTextOfEach() {
        int[] written = {0};
        check(() -> written[0]++ / 70_000 % 2 == 0 ? any() : random.nextInt(12) / 3.0);
    }

    private double any() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 1.5;
    }

    private void check(DoubleSupplier values) {
        byte[] found = new byte[3 + DoubleWriter.ROOM];
        byte[] expected = new byte[3 + DoubleWriter.ROOM];
        for (int i = 0; i < NUMBERS; i++) {
            double value = values.getAsDouble();
            int end = numbers.write(found, 3, value);
            int expectedEnd = DoubleWriter.write(expected, 3, value);
            String text = new String(found, 3, end - 3, StandardCharsets.US_ASCII);
            String plain = new String(expected, 3, expectedEnd - 3, StandardCharsets.US_ASCII);
            if (!text.equals(plain)) {
                assertThat(text).as("number %d", i).isEqualTo(plain);
            }
        }
    }
}
