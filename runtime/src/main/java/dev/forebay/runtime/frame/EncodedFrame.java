package dev.forebay.runtime.frame;

import dev.forebay.runtime.journal.ChunkList;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.journal.OutputDigest;
import dev.forebay.runtime.rejected.DeadLetter;
import dev.forebay.runtime.snapshot.SnapshotCut;
import dev.forebay.types.batch.ByteArena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one batch: everything that a commit writes, and nothing that it can be computed from. Kept, unchanged, until its
 * commit is confirmed; then used again.
 *
 * <p>Fields are public because those who fill, write and count it are plain loops. <b>Threads</b>: one at a time; handed on with a
 * happens-before edge.
 */
public final class EncodedFrame {
    private static final int KEPT_BYTES = 1 << 20;

    /** Keys and values of the output records. */
    public ByteArena bytes = new ByteArena(1 << 16);

    /** How many output records there are. */
    public int records;

    public int[] sink = new int[64];
    /** Where the event came from. */
    public int[] partition = new int[64];

    public long[] offset = new long[64];
    public long[] timestampMillis = new long[64];
    public int[] keyStart = new int[64];
    /** -1 for no key. */
    public int[] keyLength = new int[64];

    /** What ordering found of the event, as in {@link dev.forebay.types.batch.EventBatch#flags}. */
    public byte[] flags = new byte[64];

    public int[] valueStart = new int[64];
    public int[] valueLength = new int[64];

    /** Rejected events, in processing order. */
    public final List<DeadLetter> rejected = new ArrayList<>();

    /** What was read, in processing order. */
    public final ChunkList chunks = new ChunkList();

    /** What was decided before these chunks. */
    public final List<Decision> decisions = new ArrayList<>();

    public final OutputDigest digest = new OutputDigest();

    public long read;
    public long emitted;
    public long absorbed;
    /** Change of the number of events that wait for their turn. */
    public long held;

    public long late;
    /** Absorbed events that were in the history that the pipeline began with. */
    public long skipped;

    public long incomplete;
    /** NaNs and infinities that the format has no word for. */
    public long nonFinite;

    public final Map<String, Long> reasons = new TreeMap<>();
    public long[] perSink = new long[0];
    /** For each check that only warns, how often it was false. */
    public long[] warnings = new long[0];

    /** The record timestamps of the events read, in milliseconds, the first {@link #timed} entries. */
    public long[] recordTimeMillis = new long[64];

    public int timed;
    /** The watermarks after this frame. */
    public Map<Integer, Long> watermarksMicros = Map.of();
    /** What the ordering stage knows after this frame but the ids of events. */
    public byte[] orderingState = new byte[0];
    /** Whether the pipeline orders events by time: they were held, or are those that were. */
    public boolean byTime;
    /** How many events of this frame had been held, and the rank of the last one. */
    public long released;

    public long releasedRankMicros = Long.MIN_VALUE;
    /** What the ordering stage held after this frame, where a snapshot is due behind it. */
    public byte @Nullable [] heldPart;

    /** The offset to read next in each partition of this frame. */
    public final Map<Integer, Long> next = new TreeMap<>();

    /** A snapshot of the state after this frame, where one is cut here; the commit must end with this frame. */
    public @Nullable SnapshotCut cut;

    /** The place of this frame in processing order, from 0. */
    public long ticket;

    /** What the flow has counted this frame as. */
    long countedBytes;

    /** When work on the batch began, by {@link System#nanoTime}, and how long it took without waiting. */
    public long beganNanos;

    public long workNanos;

    /** What became of the events of this batch. */
    public Counts counts() {
        return new Counts(
                read,
                emitted,
                rejected.size(),
                absorbed,
                held,
                late,
                incomplete,
                reasons,
                Arrays.stream(perSink).boxed().toList(),
                skipped);
    }

    /** How many bytes it holds, roughly. */
    public long size() {
        long letters = 0;
        for (DeadLetter letter : rejected) {
            letters += letter.size();
        }
        return bytes.size + letters;
    }

    /** Makes room for one more record and returns its index; the caller fills the arrays and then adds 1 to {@link #records}. */
    int grow() {
        if (records == sink.length) {
            int more = records * 2;
            sink = Arrays.copyOf(sink, more);
            partition = Arrays.copyOf(partition, more);
            offset = Arrays.copyOf(offset, more);
            timestampMillis = Arrays.copyOf(timestampMillis, more);
            flags = Arrays.copyOf(flags, more);
            keyStart = Arrays.copyOf(keyStart, more);
            keyLength = Arrays.copyOf(keyLength, more);
            valueStart = Arrays.copyOf(valueStart, more);
            valueLength = Arrays.copyOf(valueLength, more);
        }
        return records;
    }

    void addTime(long millis) {
        if (timed == recordTimeMillis.length) {
            recordTimeMillis = Arrays.copyOf(recordTimeMillis, timed * 2);
        }
        recordTimeMillis[timed++] = millis;
    }

    /** Empties it for its next use. Memory that an unusual batch needed is given back. */
    public void clear() {
        if (bytes.bytes.length > KEPT_BYTES) {
            bytes = new ByteArena(1 << 16);
        }
        bytes.clear();
        records = 0;
        rejected.clear();
        chunks.clear();
        decisions.clear();
        digest.clear();
        read = emitted = absorbed = held = late = skipped = incomplete = nonFinite = released = 0;
        releasedRankMicros = Long.MIN_VALUE;
        byTime = false;
        heldPart = null;
        reasons.clear();
        Arrays.fill(perSink, 0);
        Arrays.fill(warnings, 0);
        timed = 0;
        watermarksMicros = Map.of();
        orderingState = new byte[0];
        next.clear();
        cut = null;
    }
}
