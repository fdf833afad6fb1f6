package dev.forebay.runtime;

import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.runtime.snapshot.SnapshotCut;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.runtime.state.StateKeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    private final SnapshotStore store;
    private final StateKeeper keeper;
    private final TopicFacts source;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "forebay-snapshot");
        thread.setDaemon(true);
        return thread;
    });
    private long submitted;
    private boolean finished;
    private long toldNanos = System.nanoTime() - TELL_AGAIN.toNanos();
    private volatile long savedNanos = System.nanoTime();

    /** The writer's: the newest snapshot, how large the last full one was, and what was added to it. */
    private long saved;

    private long fullBytes;
    private long addedBytes;

    SnapshotSaver(SnapshotStore store, StateKeeper keeper, TopicFacts source) {
        this.store = store;
        this.keeper = keeper;
        this.source = source;
        this.saved = keeper.restoredFrom();
        this.submitted = saved;
    }

    /** Writes the state as of a commit, as far as it is cut and as the rest comes. */
    void save(JournalRecord committed, SnapshotCut cut) {
        submitted = committed.number();
        writer.execute(() -> write(committed, cut));
    }

    private void write(JournalRecord committed, SnapshotCut cut) {
        try {
            if (!cut.isFull() && saved == NONE) {
                LOG.debug("what changed up to commit {} adds to no snapshot", committed.number());
                drain(cut);
                return;
            }
            long bytes = store.save(cut, saved, keeper.signature(), committed.number(), committed.totalDigest());
            saved = committed.number();
            savedNanos = System.nanoTime();
            fullBytes = cut.isFull() ? bytes : fullBytes;
            addedBytes = cut.isFull() ? 0 : addedBytes + bytes;
            if (addedBytes > fullBytes) {
                keeper.nextCutIsFull();
            }
        } catch (IOException e) {
            LOG.error("the snapshot of commit {} cannot be written to {}", committed.number(), store.directory(), e);
            saved = NONE;
            keeper.nextCutIsFull();
            drainQuietly(cut);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the pieces that nobody wants, so that they do not pile up. */
    private static void drain(SnapshotCut cut) throws InterruptedException {
        while (cut.takesMore()) {
            LOG.trace("a piece of a snapshot is let go");
        }
    }

    private static void drainQuietly(SnapshotCut cut) {
        try {
            drain(cut);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that a snapshot has become so old that the events after it may soon be gone. */
    void tellAge() {
        long retention = source.retentionMillis();
        long now = System.nanoTime();
        long ageMillis = (now - savedNanos) / 1_000_000;
        if (!keeper.needsSnapshots()
                || retention < 0
                || ageMillis < retention / 2
                || now - toldNanos < TELL_AGAIN.toNanos()) {
            return;
        }
        toldNanos = now;
        LOG.warn(
                "the newest snapshot is {} old, and topic '{}' keeps events for {}: without a newer one the state cannot be"
                        + " restored; look at the errors of directory {}",
                Duration.ofMillis(ageMillis),
                source.name(),
                Duration.ofMillis(retention),
                store.directory());
    }

    /** Writes the state as the last commit left it. While nobody works on the state. */
    void finish(JournalRecord standing) {
        keeper.finishCut();
        if (keeper.needsSnapshots() && standing.number() > 0 && standing.number() != submitted) {
            save(standing, keeper.cutNow());
        }
        finished = true;
    }

    @Override
    public void close() {
        if (!finished) {
            // A cut that nobody writes to any more would be waited for in vain.
            writer.shutdownNow();
        }
        writer.shutdown();
        try {
            if (!writer.awaitTermination(60, TimeUnit.SECONDS)) {
                LOG.warn("a snapshot is still being written; it is given up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
