package dev.forebay.runtime;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.runtime.metrics.RunMonitor;
import dev.forebay.runtime.snapshot.SnapshotCut;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.runtime.transaction.CommitListener;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows a commit: it is counted, a snapshot cut with it is written, and what will soon be deleted is named. */
final class CommitFollower implements CommitListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitFollower.class);

    private final RunMonitor monitor;
    private final List<TopicFacts> sinks;
    private final boolean[] retentionTold;
    private final SnapshotSaver saver;

    CommitFollower(
            RunMonitor monitor,
            SnapshotStore store,
            StateKeeper keeper,
            FrameFlow flow,
            TopicFacts source,
            List<TopicFacts> sinks) {
        this.monitor = monitor;
        this.saver = new SnapshotSaver(store, keeper, flow, source);
        this.sinks = List.copyOf(sinks);
        this.retentionTold = new boolean[sinks.size()];
    }

    @Override
    public void committed(JournalRecord committed, List<EncodedFrame> frames, long nanos) {
        monitor.committed(committed, frames, nanos);
        EncodedFrame last = frames.get(frames.size() - 1);
        SnapshotCut cut = last.cut;
        if (cut != null) {
            saver.save(committed, cut);
        }
        saver.tellAge(committed);
        tellRetention(last);
    }

    /**
     * Writes the state as the last commit left it, and waits for that. While nobody works on the state.
     *
     * @param whileWaiting called now and then
     */
    void finish(JournalRecord standing, Runnable whileWaiting) throws InterruptedException {
        saver.finish(standing, whileWaiting);
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
        saver.close();
    }
}
