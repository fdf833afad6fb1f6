package dev.forebay.runtime.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void psi_ofHandComputedShares_isTheirSum() {
        List<long[]> bins = List.of(new long[] {50, 25}, new long[] {50, 75}, new long[] {0, 0});

        double expected = 0.25 * Math.log(2) + -0.25 * Math.log(50.0 / 75);
        assertThat(Histogram.psi(bins, 100, 100)).isCloseTo(expected, Offset.offset(1e-12));
    }

    @Test
    void psi_withAnEmptyBin_takesTheLeastShareForIt() {
        List<long[]> bins = List.of(new long[] {100, 50}, new long[] {0, 50});

        double expected = 0.5 * Math.log(2) + (1e-4 - 0.5) * Math.log(1e-4 / 0.5);
        assertThat(Histogram.psi(bins, 100, 100)).isCloseTo(expected, Offset.offset(1e-12));
    }

    @Test
    void histogram_ofTheSameNumbersInAnotherOrder_hasNoShift() {
        Histogram histogram = new Histogram();
        double[] numbers = new Random(7).doubles(5000, -100, 100).toArray();
        for (int i = 0; i < numbers.length; i++) {
            histogram.add(0, numbers[i]);
            histogram.add(1, numbers[numbers.length - 1 - i]);
        }
        histogram.addNull(0);
        histogram.addNull(1);

        assertThat(histogram.psi()).isZero();
        assertThat(histogram.distance()).isZero();
    }

    @Test
    void distance_ofAShiftedSide_isThatOfTheDistributions() {
        Histogram histogram = new Histogram();
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            histogram.add(0, random.nextDouble());
            histogram.add(1, random.nextDouble() + 0.25);
        }

        // D of two uniforms that are a quarter apart is a quarter; a bin is at most 3 % wide.
        assertThat(histogram.distance()).isCloseTo(0.25, Offset.offset(0.04));
        assertThat(histogram.psi()).isGreaterThan(0.25);
    }

    @Test
    void median_ofNumbersOfAllSizes_isWithinThreePercent() {
        for (double scale : new double[] {1e-300, 1e-9, 1, 1e12, 1e300}) {
            Histogram histogram = new Histogram();
            for (int i = 1; i <= 999; i++) {
                histogram.add(0, i * scale);
            }
            assertThat(histogram.median(0)).isCloseTo(500 * scale, Offset.offset(500 * scale * 0.03));
        }
    }

    @Test
    void oddNumbers_areCounted() {
        Histogram histogram = new Histogram();
        for (double odd : new double[] {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MAX_VALUE
        }) {
            histogram.add(0, odd);
            histogram.add(1, odd);
        }
        histogram.add(1, Double.NaN);

        assertThat(histogram.distance()).isGreaterThan(0);
        assertThat(new Histogram().median(0)).isNaN();
        assertThat(new Histogram().psi()).isZero();
    }
}
