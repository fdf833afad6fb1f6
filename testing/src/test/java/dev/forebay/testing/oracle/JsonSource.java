package dev.forebay.testing.oracle;

import dev.forebay.testing.expression.Values;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as a source reads them, decoded by the decoder under test. */
record JsonSource(List<Received> records, RecordDecoder decoder) implements EngineRun.Source {
    private static final byte[] NOTHING = new byte[0];

    /** A record's value and where it came from. */
    static final class Received {
        private final byte @Nullable [] value;
        private final int partition;
        private final @Nullable Instant time;

        Received(byte @Nullable [] value, int partition, @Nullable Instant time) {
            this.value = value;
            this.partition = partition;
            this.time = time;
        }

        byte @Nullable [] value() {
            return value;
        }

        int partition() {
            return partition;
        }

        @Nullable
        Instant time() {
            return time;
        }
    }

    @Override
    public void fill(EventBatch batch, int from, int to) {
        for (int i = from; i < to; i++) {
            Received record = records.get(i);
            long micros = record.time == null ? Long.MIN_VALUE : Values.micros(record.time);
            byte[] value = record.value == null ? NOTHING : record.value;
            int length = record.value == null ? -1 : value.length;
            batch.add(record.partition, i, micros, NOTHING, 0, -1, value, 0, length);
        }
        decoder.decode(batch);
    }
}
