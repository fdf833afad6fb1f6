package dev.forebay.engine.order;

import dev.forebay.engine.expression.Values;
import dev.forebay.plan.Plan;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;

/**
 * The one stage that sees all batches in processing order, between {@link dev.forebay.engine.CompiledPipeline#check} and
 * {@link dev.forebay.engine.CompiledPipeline#compute}. It holds everything that a pipeline knows across rows.
 *
 * <p><b>Accepted</b> is an event that {@code check} did not reject and that is no duplicate. Only accepted events count here:
 * one whose time the {@code future} rule refuses must not move a watermark.
 *
 * <p><b>Watermark</b>: {@code W(p)} is the largest time of an accepted event of partition p, less the lateness; without one it
 * is before all time. An accepted event is <i>late</i> iff its time is below the {@code W} of its partition before it.
 *
 * <p><b>Duplicate</b>: an event e is rejected iff an accepted event f before it has the same id, their times are less than
 * {@code within} apart, and {@code f.time > max(W(p(e)), H) - within}. The <i>horizon</i> {@code H} is the largest that the
 * smallest {@code W} of all partitions seen has ever been; it is what lets state be forgotten even where a partition appears
 * that was not seen before. An event without an id or time is never a duplicate.
 *
 * <p>All of it is a function of the events and their order, whatever the batches. <b>Cost</b>: constant a row, amortised.
 * <b>Threads</b>: one at a time.
 */
public final class OrderingStage {
    private static final int NO_IDS = 0;
    private static final int NUMBER_IDS = 1;
    private static final int TEXT_IDS = 2;

    private final int idSlot;
    private final int timeSlot;
    private final long within;
    private final Watermarks watermarks;
    private final SeenIds seen;
    private final boolean textIds;
    private final String idName;
    private final String rule;
    private final String place;
    private final boolean hasWindows;
    private long late;
    private long incomplete;

    public OrderingStage(Plan plan) {
        Plan.EventRule event = plan.event();
        boolean rejects = event.idSlot() >= 0 && event.timeSlot() >= 0 && event.duplicatesMicros() > 0;
        idSlot = rejects ? event.idSlot() : -1;
        timeSlot = event.timeSlot();
        within = event.duplicatesMicros();
        watermarks = new Watermarks(event.latenessMicros());
        textIds = rejects && plan.columns().get(idSlot).type().kind() == Type.Kind.STRING;
        seen = new SeenIds(textIds);
        idName = rejects ? plan.columns().get(idSlot).name() : "";
        rule = "no accepted event with the same id within " + within / 1e6 + " s";
        place = event.origin().place();
        hasWindows = !plan.windowing().isEmpty();
    }

    /** Takes the rows of a checked batch, in their order: moves watermarks, counts late events, rejects duplicates. */
    public void order(EventBatch batch) {
        if (timeSlot < 0) {
            return;
        }
        LongVector times = (LongVector) batch.column(timeSlot);
        int rows = batch.size();
        for (int row = 0; row < rows; row++) {
            if (times.state[row] == Vector.VALID && !batch.rejections.isRejected(row)) {
                order(batch, row, times.values[row]);
            }
        }
    }

    private void order(EventBatch batch, int row, long time) {
        int partition = batch.partition[row];
        long watermark = watermarks.of(partition);
        if (idSlot >= 0 && batch.column(idSlot).isValid(row)) {
            Vector ids = batch.column(idSlot);
            if (seen.contains(ids, row, time, within, expired(Math.max(watermark, watermarks.horizon())))) {
                String found = Values.text(ids, row);
                batch.rejections.add(row, new Reason(ReasonCode.DUPLICATE, idName, found, rule, place));
                return;
            }
            long forgotten = expired(watermarks.horizon());
            if (time > forgotten) {
                seen.add(ids, row, time, forgotten);
            }
        }
        long clock = Math.max(watermark, watermarks.horizon());
        batch.clockMicros[row] = clock;
        batch.horizonMicros[row] = watermarks.horizon();
        boolean isLate = time < watermark;
        boolean isIncomplete = hasWindows && time < clock;
        batch.flags[row] = (byte) ((isLate ? EventBatch.LATE : 0) | (isIncomplete ? EventBatch.INCOMPLETE : 0));
        late += isLate ? 1 : 0;
        incomplete += isIncomplete ? 1 : 0;
        watermarks.advance(partition, time);
    }

    /** The latest time that an id accepted then no longer counts, where the watermark is {@code watermark}. */
    private long expired(long watermark) {
        return watermark == Watermarks.NONE ? Long.MIN_VALUE : watermark - within;
    }

    /** How many accepted events were late, since the start or as restored. */
    public long late() {
        return late;
    }

    /** How many accepted events came when a part of their windows may have been let go, since the start or as restored. */
    public long incomplete() {
        return incomplete;
    }

    /** The watermark of a partition in microseconds; {@link Long#MIN_VALUE} while it has none. */
    public long watermarkMicros(int partition) {
        return watermarks.of(partition);
    }

    /** The horizon in microseconds; {@link Long#MIN_VALUE} while there is none. */
    public long horizonMicros() {
        return watermarks.horizon();
    }

    /** How much memory the state takes, in bytes, nearly. */
    public long stateBytes() {
        return seen.bytes() + watermarks.bytes();
    }

    /** Whether ids are remembered, so that the state grows with the events; otherwise it is a few bytes a partition. */
    public boolean remembersIds() {
        return idSlot >= 0;
    }

    /** The whole state as bytes that name their kind and version and carry a checksum. */
    public byte[] snapshot() {
        return snapshot(expired(watermarks.horizon()));
    }

    /** The state as {@link #snapshot} writes it, but as if no id had been seen: watermarks and counts, a few bytes a partition. */
    public byte[] snapshotWithoutIds() {
        return snapshot(Long.MAX_VALUE);
    }

    private byte[] snapshot(long idsAfter) {
        SnapshotWriter to = new SnapshotWriter();
        to.putInt(idSlot < 0 ? NO_IDS : textIds ? TEXT_IDS : NUMBER_IDS);
        to.putLong(late);
        to.putLong(incomplete);
        watermarks.write(to);
        seen.write(to, idsAfter);
        return to.done();
    }

    /**
     * Takes over a state; what was there before is gone.
     *
     * @throws IllegalArgumentException if the bytes are damaged, of another version, or holds ids of another kind;
     *     the stage is then to be thrown away
     */
    public void restore(byte[] snapshot) {
        SnapshotReader from = new SnapshotReader(snapshot);
        int kind = from.takeInt();
        late = from.takeLong();
        incomplete = from.version() < 2 ? 0 : from.takeLong();
        watermarks.read(from);
        if (kind == (idSlot < 0 ? NO_IDS : textIds ? TEXT_IDS : NUMBER_IDS)) {
            seen.read(from);
        } else if (from.takeCount(12) > 0) {
            throw new IllegalArgumentException("state of a pipeline whose ids are of another kind: " + kind);
        }
        from.requireEnd();
    }
}
