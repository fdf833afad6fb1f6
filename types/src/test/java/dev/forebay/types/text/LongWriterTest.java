package dev.forebay.types.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongWriterTest {
    private final byte[] buffer = new byte[LongWriter.ROOM + 8];

    private void check(long value) {
        int end = LongWriter.write(buffer, 5, value);
        assertThat(new String(buffer, 5, end - 5, StandardCharsets.US_ASCII)).isEqualTo(Long.toString(value));
        for (int scale : new int[] {0, 1, 2, 6, 17, 18}) {
            end = LongWriter.writeDecimal(buffer, 5, value, scale);
            assertThat(new String(buffer, 5, end - 5, StandardCharsets.US_ASCII))
                    .isEqualTo(BigDecimal.valueOf(value, scale).toPlainString());
        }
    }

    @Test
    void write_edges_areAsTheJdkWritesThem() {
        check(Long.MIN_VALUE);
        check(Long.MAX_VALUE);
        check(0);
        for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
            for (long near = power - 2; near <= power + 2; near++) {
                check(near);
                check(-near);
            }
        }
    }

    @Test
    void write_randomNumbersOfEveryLength_areAsTheJdkWritesThem() {
        SplittableRandom random = new SplittableRandom(10);
        for (int i = 0; i < 50_000; i++) {
            check(random.nextLong() >> random.nextInt(64));
        }
    }
}
