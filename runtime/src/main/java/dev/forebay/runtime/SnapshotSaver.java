package dev.forebay.runtime;

import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.runtime.snapshot.Snapshot;
import dev.forebay.runtime.snapshot.SnapshotCut;
import dev.forebay.runtime.snapshot.SnapshotFigures;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.runtime.state.StateKeeper;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots in the background, in order. A failure costs time at the next start, never an event, so the run goes on; the next snapshot
 * is then a full one.
 */
final class SnapshotSaver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSaver.class);
    private static final long NONE = -1;
    private static final Duration TELL_AGAIN = Duration.ofHours(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

    private final SnapshotStore store;
    private final StateKeeper keeper;
    private final FrameFlow flow;
    private final TopicFacts source;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "forebay-snapshot");
        thread.setDaemon(true);
        return thread;
    });
    private long toldNanos = System.nanoTime() - TELL_AGAIN.toNanos();
    private boolean first = true;
    /** When the first commit was that no snapshot holds. */
    private volatile long uncoveredSinceMillis = NONE;

    // The writer's: the newest snapshot, the last that it tried to write, how large the last full one was, what was
    // added to it.
    private volatile long saved = NONE;
    private long tried = NONE;
    private long fullBytes;
    private long addedBytes;
    private boolean failing;

    SnapshotSaver(SnapshotStore store, StateKeeper keeper, FrameFlow flow, TopicFacts source) {
        this.store = store;
        this.keeper = keeper;
        this.flow = flow;
        this.source = source;
        for (Snapshot snapshot : keeper.restoredFrom()) {
            saved = snapshot.number();
            tried = saved;
            fullBytes = snapshot.before() == Snapshot.FULL ? snapshot.bytes() : fullBytes;
            addedBytes += snapshot.before() == Snapshot.FULL ? 0 : snapshot.bytes();
        }
    }

    /** Writes the state as of a commit, as far as it is cut and as the rest comes. */
    void save(JournalRecord committed, SnapshotCut cut) {
        writer.execute(() -> write(committed, cut));
    }

    private void write(JournalRecord committed, SnapshotCut cut) {
        tried = committed.number();
        if (!cut.isFull() && saved == NONE) {
            LOG.debug("what changed up to commit {} adds to no snapshot", committed.number());
            keeper.nextCutIsFull();
            cut.giveUp();
            return;
        }
        long began = System.nanoTime();
        try {
            long bytes =
                    store.save(cut, this::pump, saved, keeper.signature(), committed.number(), committed.totalDigest());
            written(committed, cut, bytes, System.nanoTime() - began);
        } catch (InterruptedException | ClosedByInterruptException e) {
            // The run is over.
            LOG.debug("the snapshot of commit {} is given up", committed.number());
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failed(committed, cut, e);
        }
    }

    /** Has the lanes write some more of the cut, between two batches: there may be none for long. */
    private void pump() {
        try {
            flow.betweenBatches(keeper::advance);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void written(JournalRecord committed, SnapshotCut cut, long bytes, long nanos) {
        if (failing) {
            failing = false;
            LOG.info("snapshots are written again: {} has that of commit {}", store.directory(), committed.number());
        }
        saved = committed.number();
        uncoveredSinceMillis = NONE;
        keeper.saved(new SnapshotFigures(System.currentTimeMillis(), bytes, nanos / 1e9));
        fullBytes = cut.isFull() ? bytes : fullBytes;
        addedBytes = cut.isFull() ? 0 : addedBytes + bytes;
        if (addedBytes > fullBytes) {
            keeper.nextCutIsFull();
        }
    }

    private void failed(JournalRecord committed, SnapshotCut cut, Exception e) {
        if (!failing) {
            failing = true;
            LOG.error(
                    "the snapshot of commit {} cannot be written to {}: {}; the run goes on and tries again, a restart has more"
                            + " events to read again meanwhile",
                    committed.number(),
                    store.directory(),
                    why(e));
        }
        LOG.debug("the snapshot of commit {} cannot be written", committed.number(), e);
        saved = NONE;
        keeper.nextCutIsFull();
        cut.giveUp();
    }

    private static String why(Exception e) {
        boolean saysOnlyWhich = e instanceof FileSystemException file && file.getReason() == null;
        return saysOnlyWhich || e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Says that what no snapshot holds has become so old that its events may soon be gone. */
    void tellAge(JournalRecord committed) {
        long nowMillis = System.currentTimeMillis();
        if (uncoveredSinceMillis == NONE) {
            SnapshotFigures newest = keeper.newestSnapshot();
            uncoveredSinceMillis =
                    first && newest != null && committed.number() != saved + 1 ? newest.atMillis() : nowMillis;
        }
        first = false;
        long retention = source.retentionMillis();
        long ageMillis = nowMillis - uncoveredSinceMillis;
        if (!keeper.needsSnapshots()
                || retention < 0
                || ageMillis < retention / 2
                || System.nanoTime() - toldNanos < TELL_AGAIN.toNanos()) {
            return;
        }
        toldNanos = System.nanoTime();
        LOG.warn(
                "there has been no snapshot for {}, and topic '{}' keeps events for {}: without a newer one the state cannot be"
                        + " restored; look at the errors of directory {}",
                Duration.ofMillis(ageMillis),
                source.name(),
                Duration.ofMillis(retention),
                store.directory());
    }

    /**
     * Writes the state as the last commit left it, behind what is still to be written, and waits for that. While nobody works on the state.
     *
     * @param whileWaiting called now and then
     */
    void finish(JournalRecord standing, Runnable whileWaiting) throws InterruptedException {
        Future<?> last = writer.submit(() -> {
            if (keeper.needsSnapshots() && standing.number() > 0 && standing.number() != tried) {
                write(standing, keeper.cutNow());
            }
        });
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        while (System.nanoTime() - deadline < 0) {
            try {
                last.get(500, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                whileWaiting.run();
            } catch (ExecutionException e) {
                LOG.error("the last snapshot cannot be written", e.getCause());
                return;
            }
        }
        LOG.warn("a snapshot is still being written after {}; it is given up", LONGEST_STOP);
    }

    /** Ends what is being written: nobody adds to it any more. */
    @Override
    public void close() {
        writer.shutdownNow();
        try {
            if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the directory {} does not answer", store.directory());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
