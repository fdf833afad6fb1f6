package dev.forebay.engine.order;

import dev.forebay.engine.expression.Values;
import dev.forebay.plan.Plan;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * <p><b>Order of time.</b> A batch goes through {@link #hold}, which keeps its accepted events back. Each has a <i>rank</i>: the largest
 * of its time, {@code W(p)} and {@code H} before it was read. {@link #release} gives events back by rank, partition and offset, once
 * their rank is below {@code H}: whatever is read later has a rank of at least that. So the order is a function of the events alone, not of
 * when they are released. A released batch, decoded and checked again, goes through {@link #orderReleased}. There the watermark before an
 * event is the largest of its {@code W(p)} when it was read and the rank of any event before it, and the horizon is the latter. Duplicates
 * are found there, so that one of them moves a watermark too.
 *
 * <p><b>Seam</b>: a pipeline that begins with a history from elsewhere knows the ids that were in it, for events before the time at which it
 * ends. While that {@link Seam} is open, an event before that time is <i>skipped</i> iff its id was in the history: it counts there. Another one
 * before that time counts as late. The seam closes for good once the watermark of every partition has reached its time.
 *
 * <p>All of it is a function of the events and their order, whatever the batches. <b>Cost</b>: constant a row, amortised; the logarithm of
 * the number of held events for each that is held. <b>Threads</b>: one at a time in {@link #hold}, {@link #release} and what goes with them,
 * and one at a time in {@link #orderReleased}; otherwise one at a time.
 */
public final class OrderingStage {
    private static final int NO_IDS = 0;
    private static final int NUMBER_IDS = 1;
    private static final int TEXT_IDS = 2;

    private final boolean ordersByTime;
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
    private final HeldEvents held = new HeldEvents();
    private MissingEvents missing = new MissingEvents();
    private long released;
    private long passedRank = Watermarks.NONE;
    private final Seam seam;
    private long late;
    private long incomplete;

    public OrderingStage(Plan plan) {
        Plan.EventRule event = plan.event();
        boolean rejects = event.idSlot() >= 0 && event.timeSlot() >= 0 && event.duplicatesMicros() > 0;
        ordersByTime = event.ordersByTime();
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
        seam = new Seam(plan);
    }

    /** A history is read that ends before {@code untilMicros}, and {@link #noteHistory} is told what it holds. */
    public void beginHistory(long untilMicros) {
        seam.begin(untilMicros);
    }

    /** Remembers the ids of a decoded batch of the history, of rejected rows too: what became of them was decided there. */
    public void noteHistory(EventBatch batch) {
        seam.note(batch);
    }

    /** The history that {@link #beginHistory} spoke of has been read; a topic of so many partitions goes on. */
    public void endHistory(int partitions) {
        seam.open(partitions);
    }

    /** A history that knows no partitions was read as partition 0: all of a topic begin where that ended. */
    public void spreadWatermark(int partitions) {
        long reached = watermarks.of(0);
        for (int partition = 1; partition < partitions && reached != Watermarks.NONE; partition++) {
            watermarks.raise(partition, reached);
        }
    }

    /** How many ids of a history are remembered. */
    public long seamIds() {
        return seam.ids();
    }

    /** Takes the rows of a checked batch, in their order: moves watermarks, counts late events, rejects duplicates. */
    public void order(EventBatch batch) {
        if (timeSlot < 0) {
            return;
        }
        LongVector times = (LongVector) batch.column(timeSlot);
        int rows = batch.size();
        for (int row = 0; row < rows; row++) {
            boolean timed = times.state[row] == Vector.VALID;
            if (timed && seam.isOpen() && seam.holds(batch, row)) {
                skip(batch, row);
            } else if (timed && !batch.rejections.isRejected(row)) {
                order(batch, row, times.values[row]);
            }
        }
    }

    /**
     * Does to each row of a checked batch what {@link #order}, or with order of time {@link #hold} and {@link #orderReleased}, would do to it if
     * it came next, and changes nothing. So the rows know nothing of one another. In the turn of whoever orders; with order of time, nobody
     * holds or releases meanwhile.
     */
    public void preview(EventBatch batch) {
        if (timeSlot < 0) {
            return;
        }
        LongVector times = (LongVector) batch.column(timeSlot);
        int rows = batch.size();
        for (int row = 0; row < rows; row++) {
            batch.flags[row] = 0;
            boolean isTimed = times.state[row] == Vector.VALID;
            if (isTimed && seam.isOpen() && seam.holds(batch, row)) {
                skip(batch, row);
            } else if (isTimed && !batch.rejections.isRejected(row)) {
                long watermark = watermarks.of(batch.partition[row]);
                long horizon = horizonMicros();
                long clock = Math.max(watermark, horizon);
                if (!isDuplicate(batch, row, times.values[row], clock)) {
                    note(batch, row, times.values[row], watermark, clock, horizon);
                }
            }
        }
    }

    /** Keeps a row from everything that follows, as one that was accepted or rejected before. */
    private void skip(EventBatch batch, int row) {
        batch.flags[row] |= EventBatch.SKIPPED;
        batch.rejections.add(row, seam.reason());
    }

    private void order(EventBatch batch, int row, long time) {
        int partition = batch.partition[row];
        long watermark = watermarks.of(partition);
        long horizon = watermarks.horizon();
        if (accept(batch, row, time, watermark, Math.max(watermark, horizon), horizon)) {
            watermarks.advance(partition, time);
            if (seam.isOpen() && watermark < seam.untilMicros() && watermarks.of(partition) >= seam.untilMicros()) {
                seam.closeIfPassed(watermarks);
            }
        }
    }

    /** Rejects a duplicate; notes of any other event what stood before it, and whether it was late. */
    private boolean accept(EventBatch batch, int row, long time, long watermark, long clock, long horizon) {
        if (isDuplicate(batch, row, time, clock)) {
            return false;
        }
        if (idSlot >= 0 && batch.column(idSlot).isValid(row)) {
            long forgotten = expired(horizon);
            if (time > forgotten) {
                seen.add(batch.column(idSlot), row, time, forgotten);
            }
        }
        note(batch, row, time, watermark, clock, horizon);
        late += (batch.flags[row] & EventBatch.LATE) != 0 ? 1 : 0;
        incomplete += (batch.flags[row] & EventBatch.INCOMPLETE) != 0 ? 1 : 0;
        return true;
    }

    private boolean isDuplicate(EventBatch batch, int row, long time, long clock) {
        if (idSlot < 0 || !batch.column(idSlot).isValid(row)) {
            return false;
        }
        Vector ids = batch.column(idSlot);
        boolean isDuplicate = seen.contains(ids, row, time, within, expired(clock));
        if (isDuplicate) {
            batch.rejections.add(row, new Reason(ReasonCode.DUPLICATE, idName, Values.text(ids, row), rule, place));
        }
        return isDuplicate;
    }

    private void note(EventBatch batch, int row, long time, long watermark, long clock, long horizon) {
        batch.clockMicros[row] = clock;
        batch.horizonMicros[row] = horizon;
        boolean isLate = time < watermark || (seam.isOpen() && time < seam.untilMicros());
        boolean isIncomplete = hasWindows && time < clock;
        batch.flags[row] = (byte) ((isLate ? EventBatch.LATE : 0) | (isIncomplete ? EventBatch.INCOMPLETE : 0));
    }

    /** Nothing is released beyond what this partition allows, also before an event of it came. */
    public void expect(int partition) {
        watermarks.expect(partition);
    }

    /** From now on a partition holds up nothing, until an event of it comes. Where all are passed over, all that is held is released. */
    public void passOver(int partition) {
        watermarks.passOver(partition);
    }

    /**
     * Keeps the rows of a checked batch back until it is their turn, but for those that are rejected, and moves watermarks. What is kept is
     * the bytes as they were received: the batch can be cleared. Kept rows have {@link EventBatch#HELD} in {@link EventBatch#flags}.
     *
     * @param attachments what goes with each row
     * @return how many rows it keeps
     */
    public int hold(EventBatch batch, @Nullable Attachment[] attachments) {
        LongVector times = (LongVector) batch.column(timeSlot);
        int rows = batch.size();
        int kept = 0;
        for (int row = 0; row < rows; row++) {
            batch.flags[row] = 0;
            if (!batch.rejections.isRejected(row)) {
                boolean hasTime = times.state[row] == Vector.VALID;
                hold(batch, row, hasTime ? times.values[row] : Watermarks.NONE, attachments[row]);
                kept++;
            }
        }
        return kept;
    }

    private void hold(EventBatch batch, int row, long time, @Nullable Attachment attachment) {
        int partition = batch.partition[row];
        long watermark = watermarks.of(partition);
        long rank = Math.max(time, Math.max(watermark, watermarks.horizon()));
        held.add(batch, row, rank, watermark, attachment);
        batch.flags[row] = EventBatch.HELD;
        watermarks.rank(rank);
        if (time != Watermarks.NONE) {
            watermarks.advance(partition, time);
        }
    }

    /** Whether the turn of an event has come. */
    public boolean isReleasable() {
        return held.size() > 0 && held.firstRank() < watermarks.horizon();
    }

    /**
     * Moves the events whose turn has come into an empty batch, until it is full.
     *
     * @param attachments what goes with each row
     * @param mostBytes of keys and values; the first event is moved whatever its size
     * @param most events
     * @return how many were moved
     */
    public int release(EventBatch into, @Nullable Attachment[] attachments, int mostBytes, long most) {
        int moved = 0;
        while (isReleasable()
                && moved < most
                && !into.isFull()
                && (moved == 0 || into.arena.size + (long) held.firstLength() <= mostBytes)) {
            attachments[moved] = held.moveFirst(into);
            moved++;
        }
        released += moved;
        return moved;
    }

    /** Takes the rows of a released batch, decoded and checked again, in their order: counts late events, rejects duplicates. */
    public void orderReleased(EventBatch batch) {
        LongVector times = (LongVector) batch.column(timeSlot);
        int rows = batch.size();
        for (int row = 0; row < rows; row++) {
            long watermark = batch.clockMicros[row];
            long rank = batch.horizonMicros[row];
            long clock = Math.max(watermark, passedRank);
            batch.clockMicros[row] = clock;
            batch.horizonMicros[row] = passedRank;
            batch.flags[row] = 0;
            if (times.state[row] == Vector.VALID && !batch.rejections.isRejected(row)) {
                accept(batch, row, times.values[row], watermark, clock, passedRank);
            }
            passedRank = rank;
        }
    }

    /** How many events wait for their turn. */
    public long held() {
        return held.size() + missing.left();
    }

    /** How many events have been released, since the start or as restored. */
    public long released() {
        return released;
    }

    /** The rank of the newest event that {@link #orderReleased} took; {@link Long#MIN_VALUE} without one. */
    public long passedRankMicros() {
        return passedRank;
    }

    /** The largest rank of any event that was held; {@link Long#MIN_VALUE} without one. */
    public long largestRankMicros() {
        return watermarks.largestRank();
    }

    /** Says what has been released and ordered before all that comes: a state from {@link #snapshotWithoutIds} need not know. */
    public void resume(long releasedBefore, long passedRankBefore) {
        released = releasedBefore;
        passedRank = passedRankBefore;
    }

    /** For each partition the first and the last offset of those events that a restored state holds and whose bytes are still missing. */
    public Map<Integer, long[]> missing() {
        return missing.ranges();
    }

    /**
     * Takes those events of a batch, which need not be decoded, whose bytes are missing. Offsets of a partition only rise.
     *
     * @param attachments what goes with each row
     */
    public void supply(EventBatch batch, @Nullable Attachment[] attachments) {
        for (int row = 0; row < batch.size(); row++) {
            int partition = batch.partition[row];
            if (missing.find(partition, batch.offset[row])) {
                held.add(batch, row, missing.rank(partition), missing.watermark(partition), attachments[row]);
            }
        }
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

    /**
     * What the clock of no event that is still to be processed is below, in microseconds; {@link Long#MIN_VALUE} while there is none. Events that
     * are held have moved the watermarks already, and do not count here until they are released.
     */
    public long horizonMicros() {
        return ordersByTime ? passedRank : watermarks.horizon();
    }

    /** How much memory the state takes, in bytes, nearly. */
    public long stateBytes() {
        return seen.bytes() + watermarks.bytes() + seam.bytes();
    }

    /** How much memory the events that wait take, in bytes, nearly. With {@link #hold}'s threads. */
    public long heldBytes() {
        return held.bytes();
    }

    /** Whether ids are remembered, so that the state grows with the events; otherwise it is a few bytes a partition. */
    public boolean remembersIds() {
        return idSlot >= 0 || seam.isOpen();
    }

    /** The whole state as bytes that name their kind and version and carry a checksum; of events that wait, only their positions. */
    public byte[] snapshot() {
        return snapshot(heldPart());
    }

    /**
     * The state as {@link #snapshot} writes it, where other events have been held and released since a part of it was written.
     *
     * @param heldPart what {@link #heldPart} gave when the last batch was released that {@link #orderReleased} took
     */
    public byte[] snapshot(byte[] heldPart) {
        SnapshotWriter to = new SnapshotWriter();
        writeHead(to);
        to.put(heldPart);
        seen.write(to, expired(idSlot < 0 ? Watermarks.NONE : horizonMicros()));
        seam.write(to, true);
        return to.done();
    }

    /** The state as {@link #snapshot} writes it, but as if no id had been seen and no event waited: a few bytes a partition. */
    public byte[] snapshotWithoutIds() {
        SnapshotWriter to = new SnapshotWriter();
        writeHead(to);
        writeHeld(to, false);
        seen.write(to, Long.MAX_VALUE);
        seam.write(to, false);
        return to.done();
    }

    /** What of the state {@link #hold} and {@link #release} change. */
    public byte[] heldPart() {
        SnapshotWriter to = SnapshotWriter.part();
        writeHeld(to, true);
        return to.bytes();
    }

    private void writeHead(SnapshotWriter to) {
        to.putInt(idSlot < 0 ? NO_IDS : textIds ? TEXT_IDS : NUMBER_IDS);
        to.putLong(late);
        to.putLong(incomplete);
        to.putLong(passedRank);
    }

    private void writeHeld(SnapshotWriter to, boolean withEvents) {
        watermarks.write(to);
        to.putLong(released);
        if (withEvents) {
            held.write(to);
        } else {
            to.putInt(0);
        }
    }

    /**
     * Takes over a state; what was there before is gone. Events that waited are then {@link #missing}.
     *
     * @throws IllegalArgumentException if the bytes are damaged, of another version, or holds ids of another kind;
     *     the stage is then to be thrown away
     */
    public void restore(byte[] snapshot) {
        SnapshotReader from = new SnapshotReader(snapshot);
        int kind = from.takeInt();
        late = from.takeLong();
        incomplete = from.version() < 2 ? 0 : from.takeLong();
        passedRank = from.version() < 3 ? Watermarks.NONE : from.takeLong();
        watermarks.read(from);
        released = from.version() < 3 ? 0 : from.takeLong();
        missing = from.version() < 3 ? new MissingEvents() : MissingEvents.read(from);
        if (kind == (idSlot < 0 ? NO_IDS : textIds ? TEXT_IDS : NUMBER_IDS)) {
            seen.read(from);
        } else if (from.takeCount(12) > 0) {
            throw new IllegalArgumentException("state of a pipeline whose ids are of another kind: " + kind);
        }
        if (from.version() >= 4) {
            seam.read(from);
        }
        from.requireEnd();
    }
}
