package dev.forebay.testing.oracle;

import dev.forebay.testing.Finding;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.expression.Values;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.time.Instant;
import java.util.List;

/** Decoded events put into vectors as a decoder would, with rubbish in the slots of rows that are null. */
record RowSource(List<ReferenceEvent> events) implements EngineRun.Source {
    private static final byte[] NOTHING = new byte[0];

    @Override
    public void fill(EventBatch batch, int from, int to) {
        for (int i = from; i < to; i++) {
            ReferenceEvent event = events.get(i);
            Instant time = event.recordTime();
            long micros = time == null ? Long.MIN_VALUE : Values.micros(time);
            int row = batch.add(event.partition(), i, micros, NOTHING, 0, -1, NOTHING, 0, 0);
            for (int slot = 0; slot < event.fields().size(); slot++) {
                set(batch, batch.column(slot), row, event.fields().get(slot));
            }
            for (Finding finding : event.findings()) {
                batch.rejections.add(row, new Reason(finding.code(), finding.column(), null, "generated", null));
            }
        }
    }

    private static void set(EventBatch batch, Vector vector, int row, @org.jspecify.annotations.Nullable Object value) {
        vector.state[row] = value == null ? Vector.NULL : Vector.VALID;
        if (vector instanceof StringVector texts) {
            if (value != null) {
                texts.set(row, batch.arena, (String) value);
            }
        } else if (vector instanceof BooleanVector booleans) {
            booleans.values[row] = value == null || (Boolean) value;
        } else if (vector instanceof DoubleVector doubles) {
            doubles.values[row] = value == null ? Double.MAX_VALUE : (Double) value;
        } else if (vector instanceof LongVector longs) {
            longs.values[row] = value == null ? Long.MAX_VALUE : (Long) Values.toStored(vector.type(), value);
        }
    }
}
