package dev.forebay.runtime;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.runtime.metrics.RunMonitor;
import dev.forebay.runtime.state.Snapshot;
import dev.forebay.runtime.state.SnapshotStore;
import dev.forebay.runtime.transaction.CommitListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows a commit: it is counted, a snapshot cut with it is written, and a topic that will soon delete it is named. */
final class CommitFollower implements CommitListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitFollower.class);

    private final RunMonitor monitor;
    private final SnapshotStore store;
    private final List<TopicFacts> sinks;
    private final boolean[] retentionTold;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "forebay-snapshot");
        thread.setDaemon(true);
        return thread;
    });

    CommitFollower(RunMonitor monitor, SnapshotStore store, List<TopicFacts> sinks) {
        this.monitor = monitor;
        this.store = store;
        this.sinks = List.copyOf(sinks);
        this.retentionTold = new boolean[sinks.size()];
    }

    @Override
    public void committed(JournalRecord committed, List<EncodedFrame> frames, long nanos) {
        monitor.committed(committed, frames, nanos);
        EncodedFrame last = frames.get(frames.size() - 1);
        byte[] state = last.state;
        if (state != null) {
            save(committed, state);
        }
        tellRetention(last);
    }

    /**
     * Writes the state as of a commit, in the background and in order. A failure costs time at the next start, never an event, so the run goes
     * on.
     */
    void save(JournalRecord committed, byte[] state) {
        Snapshot snapshot = new Snapshot(committed.number(), committed.totalDigest(), state);
        writer.execute(() -> {
            try {
                store.save(snapshot);
            } catch (IOException e) {
                LOG.error("{} cannot be written to {}", snapshot, store.directory(), e);
            }
        });
    }

    private void tellRetention(EncodedFrame frame) {
        if (frame.records == 0) {
            return;
        }
        TopicFacts topic = sinks.get(frame.sink[0]);
        long age = System.currentTimeMillis() - frame.timestampMillis[0];
        if (!retentionTold[frame.sink[0]]
                && !topic.stampsOnArrival()
                && topic.retentionMillis() >= 0
                && age > topic.retentionMillis()) {
            retentionTold[frame.sink[0]] = true;
            LOG.warn(
                    "events are {} days old, topic '{}' keeps records for {} days by their timestamp: the broker will delete them"
                            + " soon; give the topic a longer retention.ms",
                    Duration.ofMillis(age).toDays(),
                    topic.name(),
                    Duration.ofMillis(topic.retentionMillis()).toDays());
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("a snapshot is still being written; it is given up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
