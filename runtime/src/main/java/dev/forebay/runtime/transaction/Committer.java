package dev.forebay.runtime.transaction;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.journal.ChunkList;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.OutputDigest;
import dev.forebay.runtime.journal.Released;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last stage of a run: takes outcomes in processing order and commits them, a transaction every commit interval or sooner.
 *
 * <p>Use: {@link #newest} and {@link #own} until the pipeline is this process's, {@link #claim}, {@link #run}, {@link #release}. One
 * thread at a time, but for {@link #giveUpBy}, {@link #isWaiting}, {@link #waitingSeconds} and {@link #waitsFor}.
 */
public final class Committer implements AutoCloseable {
    private static final long MAX_PENDING_BYTES = MemoryBudget.HERE.encoded() / 2;
    private static final int START_ATTEMPTS = 6;

    private final KafkaSettings settings;
    private final CommitChannel channel;
    private final KafkaChannel kafka;
    private final KafkaChannel.DeadLetterOutput deadLetters;
    private final ChannelPatience patience;
    private final String digest;
    private final Instance instance;
    private final Duration heartbeat;
    private @Nullable CommitProtocol protocol;
    private long lastMarkNanos;

    /**
     * A committer.
     *
     * @param digest of the release, as 64 hexadecimal digits
     * @param heartbeat how long the journal may be silent
     */
    public Committer(
            KafkaSettings settings,
            OutputTopics topics,
            RejectedEvents rejected,
            String digest,
            Instance instance,
            Duration heartbeat) {
        this.settings = settings;
        this.deadLetters = rejected;
        this.digest = digest;
        this.instance = instance;
        this.heartbeat = heartbeat;
        this.patience = new ChannelPatience();
        this.kafka = new KafkaChannel(settings, topics, rejected, digest, patience);
        this.channel = kafka;
    }

    /** The newest journal record as it stands, whoever's it is. */
    public Optional<JournalRecord> newest() {
        return atStart(channel::last);
    }

    /** Makes this process the only one that can commit, and returns the newest journal record then. */
    public Optional<JournalRecord> own() {
        return atStart(() -> {
            channel.open();
            return channel.last();
        });
    }

    /** At the start there is nobody to wait for a broker, so that a wrong address is told. */
    private <T> T atStart(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (CommitChannel.ChannelFailure failure) {
                if (attempt == START_ATTEMPTS) {
                    throw KafkaFailures.explain(
                            failure.getCause() == null ? failure : failure.getCause(), "starting", settings);
                }
                patience.pause(attempt, failure);
            }
        }
    }

    /** Writes this run's claim into the journal; after {@link #own}. */
    public void claim(JournalRecord claim, @Nullable JournalRecord predecessor) {
        protocol = CommitProtocol.claim(channel, claim, predecessor);
        lastMarkNanos = System.nanoTime();
    }

    /** Writes where this run begins to read, as a second claim. */
    public void begin(JournalRecord beginning) {
        protocol().mark(beginning);
        lastMarkNanos = System.nanoTime();
    }

    /** Whether this run has written its claim. */
    public boolean hasClaimed() {
        return protocol != null;
    }

    /** The newest record of this run. */
    public JournalRecord standing() {
        return protocol().standing();
    }

    /** Writes a heartbeat where the journal has been silent for long; only while nothing is being committed. */
    public void heartbeatIfDue() {
        if (System.nanoTime() - lastMarkNanos >= heartbeat.toNanos()) {
            mark(JournalRecord.Kind.HEARTBEAT);
        }
    }

    /** Says in the journal that this run is over. */
    public void release() {
        mark(JournalRecord.Kind.RELEASE);
    }

    /** As {@link #release}, but in the middle of things: what is not committed is given up. */
    public void releaseWhereItStands() {
        protocol().abandon();
        release();
    }

    private void mark(JournalRecord.Kind kind) {
        protocol().mark(standing().standing(kind, digest, instance, System.currentTimeMillis()));
        lastMarkNanos = System.nanoTime();
    }

    /**
     * Commits what comes until the flow is stopped, or all that was received is committed.
     *
     * @param drained whether no frames will come beyond those taken
     */
    public void run(FrameFlow flow, Duration interval, int maxFrames, BooleanSupplier drained, CommitListener listener)
            throws InterruptedException {
        CommitProtocol running = protocol();
        long firstNanos = 0;
        long pendingBytes = 0;
        while (!flow.isStopped()) {
            long wait = Math.min(10_000_000L, heartbeat.toNanos());
            if (!running.filling().isEmpty()) {
                wait = Math.min(wait, firstNanos + interval.toNanos() - System.nanoTime());
            }
            boolean noMore = drained.getAsBoolean();
            EncodedFrame frame = flow.encoded().poll(noMore ? 0 : Math.max(0, wait));
            if (frame != null) {
                if (running.filling().isEmpty()) {
                    firstNanos = System.nanoTime();
                    pendingBytes = 0;
                }
                running.add(frame);
                pendingBytes += frame.size();
            }
            boolean pending = !running.filling().isEmpty();
            boolean due = pending
                    && (System.nanoTime() - firstNanos >= interval.toNanos()
                            || running.filling().size() >= maxFrames
                            || pendingBytes >= MAX_PENDING_BYTES
                            || (frame != null && frame.cut != null)
                            || (frame == null && noMore));
            if (due) {
                commit(running, flow, listener);
            } else if (!pending) {
                if (noMore && frame == null) {
                    return;
                }
                heartbeatIfDue();
            }
        }
    }

    private void commit(CommitProtocol running, FrameFlow flow, CommitListener listener) {
        List<EncodedFrame> frames = new ArrayList<>(running.filling());
        long began = System.nanoTime();
        deadLetters.force();
        JournalRecord record = record(running.standing(), frames);
        running.commit(record);
        lastMarkNanos = System.nanoTime();
        listener.committed(record, frames, lastMarkNanos - began);
        frames.forEach(flow::recycle);
    }

    private JournalRecord record(JournalRecord before, List<EncodedFrame> frames) {
        ChunkList chunks = new ChunkList();
        OutputDigest output = new OutputDigest();
        Counts counts = Counts.NONE;
        Map<Integer, Long> next = new TreeMap<>(before.next());
        List<Decision> decisions = new ArrayList<>();
        for (EncodedFrame frame : frames) {
            if (!frame.decisions.isEmpty()) {
                frame.decisions.forEach(decision -> decisions.add(decision.before(chunks.size())));
                chunks.divide();
            }
            chunks.addAll(frame.chunks);
            output.add(frame.digest);
            counts = counts.plus(frame.counts());
            next.putAll(frame.next);
        }
        EncodedFrame last = frames.get(frames.size() - 1);
        Counts totals = before.totals().plus(counts);
        requireAddsUp(counts, totals);
        OutputDigest total = new OutputDigest();
        total.addHex(before.totalDigest());
        total.add(output);
        return new JournalRecord(
                JournalRecord.Kind.COMMIT,
                before.number() + 1,
                before.pipeline(),
                digest,
                instance,
                before.source(),
                System.currentTimeMillis(),
                chunks.toList(),
                counts,
                totals,
                output.hex(),
                total.hex(),
                next,
                last.watermarksMicros,
                Base64.getEncoder().encodeToString(last.orderingState),
                deadLetters.fileBytes(),
                decisions,
                released(before.released(), frames),
                null);
    }

    private static Released released(Released before, List<EncodedFrame> frames) {
        boolean byTime = false;
        long events = before.events();
        long rank = before.rankMicros();
        for (EncodedFrame frame : frames) {
            byTime |= frame.byTime;
            events += frame.released;
            rank = frame.released > 0 ? frame.releasedRankMicros : rank;
        }
        return new Released(byTime, events, rank);
    }

    private static void requireAddsUp(Counts counts, Counts totals) {
        if (!counts.addsUp() || !totals.addsUp()) {
            throw RunFailure.of(
                    RuntimeCode.ACCOUNTING,
                    "the events read are not the events accounted for: " + counts,
                    "in all: " + totals,
                    "this is a defect of Forebay; nothing of this batch was committed");
        }
    }

    /** From now on waits for a broker until {@code nanos}, by {@link System#nanoTime}, and no longer. */
    public void giveUpBy(long nanos) {
        patience.stopBy(nanos);
    }

    /** Whether a broker is being waited for. */
    public boolean isWaiting() {
        return patience.isWaiting();
    }

    /** For how long a broker has been waited for, in seconds; 0 while none is. */
    public double waitingSeconds() {
        return patience.waitingSeconds();
    }

    /** What is waited for, in a sentence; empty where nothing is. */
    public String waitsFor() {
        return patience.waitsFor();
    }

    private CommitProtocol protocol() {
        CommitProtocol claimed = protocol;
        if (claimed == null) {
            throw new IllegalStateException("nothing was claimed");
        }
        return claimed;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
