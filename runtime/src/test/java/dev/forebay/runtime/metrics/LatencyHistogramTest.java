package dev.forebay.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    @Test
    void quantiles_ofAnyDurations_areWithinTwoPercent() {
        Random random = new Random(9);
        LatencyHistogram histogram = new LatencyHistogram();
        long[] all = new long[10_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (long) Math.abs(random.nextGaussian() * (1L << random.nextInt(40)));
            histogram.add(all[i]);
        }
        Arrays.sort(all);
        for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
            double exact = all[(int) Math.ceil(share * all.length) - 1];
            double found = histogram.quantile(share);
            assertThat(found).as("%s", share).isBetween(exact, exact * 1.04 + 1);
        }
        assertThat(histogram.count()).isEqualTo(all.length);
    }

    @Test
    void histogram_empty_hasNoQuantile() {
        assertThat(new LatencyHistogram().quantile(0.5)).isNaN();
    }

    @Test
    void duration_negativeOrHuge_isCounted() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(-5);
        histogram.add(Long.MAX_VALUE);
        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.countUpTo(0)).isEqualTo(1);
    }
}
