package dev.forebay.runtime.metrics;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.Bootstrap;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.OutputDigest;
import dev.forebay.runtime.rejected.DeadLetter;
import dev.forebay.runtime.transaction.CommitListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what a run commits, once a commit. Safe to use from several threads. */
public final class RunMonitor implements CommitListener {
    private static final int SAMPLES = 5;
    private static final int SAMPLE_BYTES = 16_384;
    private static final long RATE_WINDOW_NANOS = 5_000_000_000L;
    private static final long RECENT_NANOS = 10_000_000_000L;

    private final LatencyHistogram latency = new LatencyHistogram();
    private final LatencyHistogram recent = new LatencyHistogram();
    private final LatencyHistogram beforeRecent = new LatencyHistogram();
    private final DurationCounts commitDurations = new DurationCounts();
    private final DurationCounts batchDurations = new DurationCounts();
    private final OutputDigest digest = new OutputDigest();
    private final Deque<long[]> ticks = new ArrayDeque<>();
    private final Deque<String> samples = new ArrayDeque<>();
    private final Deque<String> rejections = new ArrayDeque<>();
    private Counts counts = Counts.NONE;
    private long[] warnings = new long[0];
    private long held;
    private long commits;
    private long nonFinite;
    private long recentSince = System.nanoTime();
    private long firstNanos;
    private long lastNanos;
    private double lagSeconds = Double.NaN;
    private @Nullable Bootstrap bootstrap;

    @Override
    public synchronized void committed(JournalRecord committed, List<EncodedFrame> frames, long nanos) {
        long now = System.currentTimeMillis();
        counts = counts.plus(committed.counts());
        held = committed.totals().held();
        digest.addHex(committed.outputDigest());
        commits++;
        commitDurations.add(nanos);
        long newest = Long.MIN_VALUE;
        for (EncodedFrame frame : frames) {
            batchDurations.add(frame.workNanos);
            nonFinite += frame.nonFinite;
            newest = Math.max(newest, addLatencies(frame, now));
            addWarnings(frame);
            if (firstNanos == 0) {
                firstNanos = frame.beganNanos;
            }
        }
        if (newest != Long.MIN_VALUE) {
            lagSeconds = Math.max(0, now - newest) / 1000.0;
        }
        sample(frames.get(frames.size() - 1));
        lastNanos = System.nanoTime();
        tick(lastNanos);
    }

    /** Returns the newest record time of the frame. */
    private long addLatencies(EncodedFrame frame, long now) {
        rotate();
        long newest = Long.MIN_VALUE;
        for (int i = 0; i < frame.timed; i++) {
            long time = frame.recordTimeMillis[i];
            latency.add(now - time);
            recent.add(now - time);
            newest = Math.max(newest, time);
        }
        return newest;
    }

    private void rotate() {
        if (System.nanoTime() - recentSince > RECENT_NANOS) {
            beforeRecent.clear();
            beforeRecent.addAll(recent);
            recent.clear();
            recentSince = System.nanoTime();
        }
    }

    private void addWarnings(EncodedFrame frame) {
        if (warnings.length < frame.warnings.length) {
            warnings = new long[frame.warnings.length];
        }
        for (int i = 0; i < frame.warnings.length; i++) {
            warnings[i] += frame.warnings[i];
        }
    }

    private void sample(EncodedFrame frame) {
        if (frame.records > 0) {
            int last = frame.records - 1;
            int bytes = Math.min(frame.valueLength[last], SAMPLE_BYTES);
            String text = new String(frame.bytes.bytes, frame.valueStart[last], bytes, StandardCharsets.UTF_8);
            keep(samples, bytes < frame.valueLength[last] ? text + "…" : text);
        }
        if (!frame.rejected.isEmpty()) {
            keep(rejections, describe(frame.rejected.get(frame.rejected.size() - 1)));
        }
    }

    private static String describe(DeadLetter letter) {
        return letter.partition() + ":" + letter.offset() + " "
                + letter.reasons().stream()
                        .map(reason -> reason.code().code()
                                + (reason.column() == null ? "" : " " + reason.column())
                                + (reason.found() == null ? "" : " '" + reason.found() + "'"))
                        .collect(Collectors.joining(", "));
    }

    private static void keep(Deque<String> newest, String text) {
        newest.addLast(text);
        if (newest.size() > SAMPLES) {
            newest.removeFirst();
        }
    }

    private void tick(long now) {
        ticks.addLast(new long[] {now, counts.read(), counts.emitted()});
        while (ticks.size() > 2 && now - ticks.getFirst()[0] > RATE_WINDOW_NANOS) {
            ticks.removeFirst();
        }
    }

    /** The history has been taken in, and its record is committed. */
    public synchronized void bootstrapped(Bootstrap taken) {
        bootstrap = taken;
    }

    /** The history that this run took in; null for none. */
    public synchronized @Nullable Bootstrap bootstrap() {
        return bootstrap;
    }

    public synchronized Counts counts() {
        return counts;
    }

    /** How many events wait for their turn. */
    synchronized long held() {
        return held;
    }

    /** The run goes on from here. */
    public synchronized void begin(JournalRecord standing) {
        held = standing.totals().held();
    }

    /** NaNs and infinities that were written as null. */
    synchronized long nonFinite() {
        return nonFinite;
    }

    public synchronized long commits() {
        return commits;
    }

    /** For each check, how often it was false where it only warns. */
    public synchronized long[] warnings() {
        return warnings.clone();
    }

    /** Sum of the hashes of all output so far. */
    public synchronized String outputDigest() {
        return digest.hex();
    }

    /** From the first batch to the last commit, in nanoseconds. */
    public synchronized long elapsedNanos() {
        return firstNanos == 0 ? 0 : lastNanos - firstNanos;
    }

    /** The age of the newest committed event when it was committed, in seconds; NaN while unknown. */
    public synchronized double lagSeconds() {
        return lagSeconds;
    }

    /** The latency that a share of all events did not exceed, in milliseconds. */
    public synchronized double latencyMillis(double share) {
        return latency.quantile(share);
    }

    /** The same for the events of the last seconds. */
    public synchronized double recentLatencyMillis(double share) {
        LatencyHistogram both = new LatencyHistogram();
        both.addAll(recent);
        both.addAll(beforeRecent);
        return both.quantile(share);
    }

    /** Events read and emitted per second, over the last seconds. */
    public synchronized double[] rates() {
        if (ticks.size() < 2) {
            return new double[] {0, 0};
        }
        long[] first = ticks.getFirst();
        long[] last = ticks.getLast();
        // A source that has run dry: the last commit is long ago, and the rate falls with the time since.
        double seconds = (Math.max(last[0], System.nanoTime() - 1_000_000_000L) - first[0]) / 1e9;
        return seconds <= 0
                ? new double[] {0, 0}
                : new double[] {(last[1] - first[1]) / seconds, (last[2] - first[2]) / seconds};
    }

    public synchronized List<String> samples() {
        return new ArrayList<>(samples);
    }

    public synchronized List<String> rejections() {
        return new ArrayList<>(rejections);
    }

    synchronized LatencyHistogram latency() {
        LatencyHistogram copy = new LatencyHistogram();
        copy.addAll(latency);
        return copy;
    }

    synchronized DurationCounts commitDurations() {
        return commitDurations.copy();
    }

    synchronized DurationCounts batchDurations() {
        return batchDurations.copy();
    }
}
