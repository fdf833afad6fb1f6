package dev.forebay.benchmarks.w1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.harness.Oracle;
import dev.forebay.benchmarks.harness.OutputCheck;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The right answer of W1 for every event, by id. */
public final class ExpectedOutput implements Oracle {

    /** How far a number may be off, absolutely or as a part of it: libraries' {@code log1p} differ in the last bits. */
    static final double TOLERANCE = 1e-12;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

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

    @Override
    public OutputCheck check(int events) {
        return new Check(events);
    }

    /** Whether these are the three numbers of that event. */
    private boolean right(int number, double amount, double log, double hour) {
        return near(amount, scaler.amount(amounts[number]))
                && near(log, scaler.log(amounts[number]))
                && near(hour, scaler.hour(hours[number]));
    }

    private static boolean near(double found, double wanted) {
        return Math.abs(found - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted));
    }

    private final class Check implements OutputCheck {

        private final BitSet seen = new BitSet();
        private final int events;

        Check(int events) {
            this.events = events;
        }

        @Override
        public String problem(ConsumerRecord<byte[], byte[]> row) {
            String id = "";
            double amount = Double.NaN;
            double log = Double.NaN;
            double hour = Double.NaN;
            try (JsonParser parser = JSON.createParser(row.value())) {
                parser.nextToken();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    switch (name) {
                        case "transaction_id" -> id = parser.getText();
                        case "transaction_amount_scaled" -> amount = parser.getDoubleValue();
                        case "transaction_amount_log_scaled" -> log = parser.getDoubleValue();
                        case "hour_of_day_scaled" -> hour = parser.getDoubleValue();
                        default -> parser.skipChildren();
                    }
                }
            } catch (IOException e) {
                return "not JSON: " + e.getMessage();
            }
            return problem(id, amount, log, hour);
        }

        private String problem(String id, double amount, double log, double hour) {
            int number = numbers.getOrDefault(id, -1);
            if (number < 0 || number >= events) {
                return "no such event: " + id;
            }
            if (seen.get(number)) {
                return "twice: " + id;
            }
            seen.set(number);
            return right(number, amount, log, hour)
                    ? ""
                    : "%s: %s, %s, %s are not its numbers".formatted(id, amount, log, hour);
        }

        @Override
        public int missing() {
            return events - seen.cardinality();
        }
    }
}
