package dev.forebay.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class ResultTest {

    @Test
    void spread_ofValues_isMedianLeastAndGreatest() {
        assertThat(Spread.of(DoubleStream.of(3, 1, 2))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(DoubleStream.of(4, 1, 2, 3))).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(Spread.of(DoubleStream.of(113_456, 98.76, 2)).text()).isEqualTo("98.8 (2.00-113,000)");
        assertThat(Spread.of(DoubleStream.empty()).text()).isEqualTo("-");
    }

    @Test
    void ratio_overRounds_comparesWithinTheRoundAndLeavesFailuresOut() {
        List<Measurement> measured = List.of(
                rate("forebay", 1, 400),
                rate("limit", 1, 800),
                rate("forebay", 2, 100),
                rate("limit", 2, 100),
                Measurement.failed("forebay", 3, 10, "wrong"),
                rate("limit", 3, 100));
        Result result = new Result("", Map.of(), List.of(), Map.of(), measured);

        Spread ratio = result.ratio("forebay", "limit", Measurement::steadyPerSecond);

        assertThat(ratio).isEqualTo(new Spread(0.75, 0.5, 1));
        assertThat(result.failures()).hasSize(1);
    }

    @Test
    void rate_ofMillionsOfEvents_isExact() {
        assertThat(Measurement.perSecond(3_000_000, 10_000)).isEqualTo(300_000);
        assertThat(Measurement.perSecond(5, 0)).isEqualTo(5_000);
    }

    private static Measurement rate(String contestant, int round, double steady) {
        return new Measurement(contestant, round, 10, steady, 1, 1, 1, 1, 0, "");
    }
}
