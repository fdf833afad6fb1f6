package dev.forebay.engine.order;

import dev.forebay.plan.Plan;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;

/**
 * Where a history from elsewhere ends and the topic goes on: the time, and the ids of the events before it that were in the history. It is
 * closed, and takes no memory, unless it was opened, and again once the watermark of every partition has reached its time.
 */
final class Seam {
    private static final long CLOSED = Long.MIN_VALUE;
    private static final int NUMBERS = 1;
    private static final int TEXTS = 2;

    private final int idSlot;
    private final int timeSlot;
    private final boolean textIds;
    private final String idName;
    private final String place;
    private long until = CLOSED;
    /** The time at which a history ends that is being read. */
    private long end = CLOSED;

    private int partitions;
    private SeenIds ids;
    private long count;

    Seam(Plan plan) {
        Plan.EventRule event = plan.event();
        idSlot = event.idSlot();
        timeSlot = event.timeSlot();
        textIds = idSlot >= 0 && plan.columns().get(idSlot).type().kind() == Type.Kind.STRING;
        idName = idSlot < 0 ? "" : plan.columns().get(idSlot).name();
        place = event.origin().place();
        ids = new SeenIds(textIds);
    }

    /** A history is read that ends before {@code untilMicros}; the seam stays closed meanwhile. */
    void begin(long untilMicros) {
        end = untilMicros;
    }

    /** The history has been read, and a topic of so many partitions goes on. */
    void open(int ofPartitions) {
        until = end;
        end = CLOSED;
        partitions = ofPartitions;
    }

    boolean isOpen() {
        return until != CLOSED;
    }

    /** The time at which the history ends; before all time where the seam is closed. */
    long untilMicros() {
        return until;
    }

    long ids() {
        return count;
    }

    /** Remembers the rows of a history that have a time before its end, and an id. */
    void note(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (isBefore(batch, row, end) && !contains(batch.column(idSlot), row)) {
                ids.add(batch.column(idSlot), row, 0, Long.MIN_VALUE + 1);
                count++;
            }
        }
    }

    /** Whether a row with a valid time is one of the history. */
    boolean holds(EventBatch batch, int row) {
        return isBefore(batch, row, until) && contains(batch.column(idSlot), row);
    }

    private boolean isBefore(EventBatch batch, int row, long time) {
        Vector times = batch.column(timeSlot);
        return times.state[row] == Vector.VALID
                && ((LongVector) times).values[row] < time
                && batch.column(idSlot).isValid(row);
    }

    /** All ids have time 0 here: which time they had does not matter. */
    private boolean contains(Vector column, int row) {
        return ids.contains(column, row, 0, 1, Long.MIN_VALUE + 1);
    }

    Reason reason() {
        return new Reason(
                ReasonCode.DUPLICATE, idName, null, "no event of the history that the pipeline began with", place);
    }

    /** Lets everything go once every partition has passed the end of the history. */
    void closeIfPassed(Watermarks watermarks) {
        for (int partition = 0; partition < partitions; partition++) {
            if (watermarks.of(partition) < until) {
                return;
            }
        }
        until = CLOSED;
        ids = new SeenIds(textIds);
        count = 0;
    }

    void write(SnapshotWriter to, boolean withIds) {
        to.putLong(until);
        if (isOpen()) {
            to.putInt(partitions);
            to.putInt(textIds ? TEXTS : NUMBERS);
            ids.write(to, withIds ? Long.MIN_VALUE + 1 : Long.MAX_VALUE);
        }
    }

    void read(SnapshotReader from) {
        until = from.takeLong();
        ids = new SeenIds(textIds);
        count = 0;
        if (isOpen()) {
            partitions = from.takeInt();
            if (from.takeInt() != (textIds ? TEXTS : NUMBERS) || idSlot < 0 || timeSlot < 0) {
                throw new IllegalArgumentException(
                        "it has ids of the history that are of another kind than event.id is now");
            }
            count = ids.read(from);
        }
    }

    long bytes() {
        return ids.bytes();
    }
}
