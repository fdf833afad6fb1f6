package dev.forebay.benchmarks.harness;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Everything one command measured.
 *
 * @param title what was measured, for people
 * @param machine what it ran on and with which settings, for people
 * @param skipped contestants that did not take part, each with the reason
 */
public record Result(
        String title,
        Map<String, String> machine,
        List<Row> rows,
        Map<String, String> skipped,
        List<Measurement> measurements) {

    /**
     * What is known of one contestant.
     *
     * @param description its own words
     * @param ours the form of Forebay that writes the same output
     * @param limit the bound that writes the same output
     * @param wanted the ratio {@code ours} is to reach to it, 0 for none
     */
    public record Row(String contestant, String description, String ours, String limit, double wanted) {}

    /** One value of a contestant over its valid rounds. */
    Spread spread(String contestant, ToDoubleFunction<Measurement> value) {
        return Spread.of(measurements.stream()
                .filter(m -> m.contestant().equals(contestant) && m.valid())
                .mapToDouble(value));
    }

    /** Value of one over value of another, taken round by round: rounds in which both are valid. */
    Spread ratio(String above, String below, ToDoubleFunction<Measurement> value) {
        return Spread.of(measurements.stream()
                .filter(m -> m.contestant().equals(above) && m.valid())
                .flatMapToDouble(a -> measurements.stream()
                        .filter(b -> b.contestant().equals(below) && b.valid() && b.round() == a.round())
                        .mapToDouble(b -> value.applyAsDouble(a) / value.applyAsDouble(b))));
    }

    List<Measurement> failures() {
        return measurements.stream().filter(m -> !m.valid()).toList();
    }
}
