package dev.forebay.types.batch;

import dev.forebay.types.Field;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of received events: the bytes as they came, where each came from, the columns decoded from them, and what is
 * wrong with them.
 *
 * <p>Life of a batch: {@link #clear}, {@link #add} for each record, a {@link RecordDecoder} fills {@link #columns}, operators
 * check and compute. <b>Order</b>: rows stand in processing order. <b>Threads</b>: one at a time; handing a batch to another
 * thread needs a happens-before edge. Fields are public because decoders and operators are plain loops over the arrays.
 */
public final class EventBatch {
    private final List<Field> fields;
    private final Vector[] columns;

    /** Received bytes of keys and values, and what decoders unescape. */
    public final ByteArena arena;

    /** Offset and length of each row's value in the arena; length -1 for a record without a value. */
    public final int[] valueStart;

    public final int[] valueLength;
    /** Offset and length of each row's key in the arena; length -1 for a record without a key. */
    public final int[] keyStart;

    public final int[] keyLength;
    /** Where each row came from: the source's partition, and the offset (for a file: the record's number from 0) in it. */
    public final int[] partition;

    public final long[] offset;
    /** The record's own timestamp in microseconds (Kafka's record timestamp); {@link Long#MIN_VALUE} where there is none. */
    public final long[] recordTimeMicros;

    /**
     * For each accepted row the watermark that held before it, as {@code ordering} found it: what is later than this is whole. {@link
     * Long#MIN_VALUE} where there was none. Between release and ordering of a held row: the watermark of its partition when it was read.
     */
    public final long[] clockMicros;

    /**
     * For each accepted row what every later event's watermark will at least be; never falls from row to row. Between release and ordering
     * of a held row: the rank by which it was released.
     */
    public final long[] horizonMicros;

    /** What ordering found: {@link #LATE}, {@link #INCOMPLETE}, {@link #HELD}, {@link #SKIPPED}; 0 for what it did not look at. */
    public final byte[] flags;

    /** In {@link #flags}: the event is below the watermark of its partition. */
    public static final byte LATE = 1;

    /** In {@link #flags}: a part of the event's windows may have been let go. */
    public static final byte INCOMPLETE = 2;

    /** In {@link #flags}: the event waits for its turn, and comes again in a later batch. */
    public static final byte HELD = 4;

    /** In {@link #flags}: the event was in the history that the pipeline began with. It is in the rejections so that nothing looks at it. */
    public static final byte SKIPPED = 8;

    /** What is wrong with the rows, as found by decoder, checks and operators. A row named here is rejected. */
    public final Rejections rejections;

    private int size;

    public EventBatch(List<Field> fields, int capacity) {
        this.fields = List.copyOf(fields);
        this.columns = new Vector[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Vector.of(fields.get(i).type(), capacity);
        }
        this.arena = new ByteArena(capacity * 64);
        this.valueStart = new int[capacity];
        this.valueLength = new int[capacity];
        this.keyStart = new int[capacity];
        this.keyLength = new int[capacity];
        this.partition = new int[capacity];
        this.offset = new long[capacity];
        this.recordTimeMicros = new long[capacity];
        this.clockMicros = new long[capacity];
        this.horizonMicros = new long[capacity];
        this.flags = new byte[capacity];
        this.rejections = new Rejections(capacity);
    }

    public List<Field> fields() {
        return fields;
    }

    /** The vector of field {@code index}; the same object for the life of the batch, so operators may keep it. */
    public Vector column(int index) {
        return columns[index];
    }

    public int capacity() {
        return valueStart.length;
    }

    /** How many rows are in use. */
    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == valueStart.length;
    }

    /** Makes the batch empty and keeps its memory. */
    public void clear() {
        Arrays.fill(flags, 0, size, (byte) 0);
        size = 0;
        arena.clear();
        rejections.clear();
    }

    /**
     * Adds a record, copying its bytes.
     *
     * @param keyBytes length of the key, or -1 for none
     * @param valueBytes length of the value, or -1 for none
     * @return the row it became
     */
    public int add(
            int fromPartition,
            long atOffset,
            long timeMicros,
            byte[] key,
            int keyFrom,
            int keyBytes,
            byte[] value,
            int valueFrom,
            int valueBytes) {
        int row = size++;
        partition[row] = fromPartition;
        offset[row] = atOffset;
        recordTimeMicros[row] = timeMicros;
        keyLength[row] = keyBytes;
        keyStart[row] = keyBytes < 0 ? 0 : arena.append(key, keyFrom, keyBytes);
        valueLength[row] = valueBytes;
        valueStart[row] = valueBytes < 0 ? 0 : arena.append(value, valueFrom, valueBytes);
        return row;
    }

    /** Adds a record whose bytes already stand in {@link #arena} (a source that reads straight into it). */
    public int addInPlace(
            int fromPartition,
            long atOffset,
            long timeMicros,
            int keyFrom,
            int keyBytes,
            int valueFrom,
            int valueBytes) {
        int row = size++;
        partition[row] = fromPartition;
        offset[row] = atOffset;
        recordTimeMicros[row] = timeMicros;
        keyStart[row] = keyFrom;
        keyLength[row] = keyBytes;
        valueStart[row] = valueFrom;
        valueLength[row] = valueBytes;
        return row;
    }
}
