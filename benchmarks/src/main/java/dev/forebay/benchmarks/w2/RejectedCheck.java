package dev.forebay.benchmarks.w2;

import dev.forebay.benchmarks.harness.OutputCheck;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The check of dead letters: the bytes of each rejected event as they came, once, and nothing else. */
final class RejectedCheck implements OutputCheck {

    private final Payments payments;
    private final int events;
    private final BitSet seen = new BitSet();

    RejectedCheck(Payments payments, int events) {
        this.payments = payments;
        this.events = events;
    }

    @Override
    public String problem(ConsumerRecord<byte[], byte[]> row) {
        String json = row.value() == null ? "" : new String(row.value(), StandardCharsets.UTF_8);
        int number = payments.rejectedJson.getOrDefault(json, -1);
        if (number < 0 || number >= events) {
            return "not an event that is to be rejected: " + json;
        }
        if (seen.get(number)) {
            return "twice: " + json;
        }
        seen.set(number);
        return "";
    }

    @Override
    public int missing() {
        return payments.rejected.get(0, events).cardinality() - seen.cardinality();
    }
}
