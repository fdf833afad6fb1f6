package dev.forebay.benchmarks.harness;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.w1.Scaler;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The right answer of W1 for every event, by id. */
public final class ExpectedOutput {

    /** How far a number may be off, absolutely or as a part of it: libraries' {@code log1p} differ in the last bits. */
    static final double TOLERANCE = 1e-12;

    private final Map<String, Integer> numbers;
    private final double[] amounts;
    private final byte[] hours;
    private final Scaler scaler;

    public ExpectedOutput(EventSource source, Scaler scaler) {
        this.scaler = scaler;
        numbers = new HashMap<>(2 * source.count());
        amounts = new double[source.count()];
        hours = new byte[source.count()];
        try (Stream<CardEvent> events = source.events(source.count())) {
            events.forEach(this::add);
        }
        if (numbers.size() != source.count()) {
            throw new IllegalArgumentException(
                    "ids are not unique: %d ids in %d events".formatted(numbers.size(), source.count()));
        }
    }

    private void add(CardEvent event) {
        int number = numbers.size();
        numbers.put(event.id(), number);
        amounts[number] = event.amount();
        hours[number] = (byte) event.hour();
    }

    /** The position of an event among the events, or -1. */
    int number(String id) {
        return numbers.getOrDefault(id, -1);
    }

    /** Whether these are the three numbers of that event. */
    boolean right(int number, double amount, double log, double hour) {
        return near(amount, scaler.amount(amounts[number]))
                && near(log, scaler.log(amounts[number]))
                && near(hour, scaler.hour(hours[number]));
    }

    private static boolean near(double found, double wanted) {
        return Math.abs(found - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
    }
}
