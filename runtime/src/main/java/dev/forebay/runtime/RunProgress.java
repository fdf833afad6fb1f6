package dev.forebay.runtime;

import dev.forebay.engine.window.StatePart;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.bootstrap.WarmStart;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.metrics.RunFigures;
import dev.forebay.runtime.metrics.RunMonitor;
import dev.forebay.runtime.snapshot.SnapshotFigures;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what a run tells: its phase, its monitor's counts, its parts' figures. Safe to use from several threads. */
final class RunProgress implements RunFigures {
    private final RunMonitor monitor;
    private final long began = System.nanoTime();
    private volatile RunStatus.Phase phase = RunStatus.Phase.STARTING;
    private volatile RunParts parts = RunParts.NONE;
    private volatile @Nullable WarmStart warmStart;

    RunProgress(RunMonitor monitor) {
        this.monitor = monitor;
    }

    void phase(RunStatus.Phase next) {
        phase = next;
    }

    /** Whether events are processed, or would be if there were any. */
    boolean isRunning() {
        return phase == RunStatus.Phase.RUNNING;
    }

    /** The history is being read. */
    void bootstrapping(WarmStart warm) {
        warmStart = warm;
        phase = RunStatus.Phase.BOOTSTRAPPING;
    }

    void parts(RunParts running) {
        parts = running;
    }

    /** Why the run is not ready to serve; empty where it is. */
    String notReady() {
        RunStatus.Phase now = shownPhase();
        if (now != RunStatus.Phase.RUNNING) {
            return detail().isEmpty() ? now.name().toLowerCase(Locale.ROOT) : detail();
        }
        return "";
    }

    RunStatus status() {
        Counts counts = monitor.counts();
        double[] rates = monitor.rates();
        return new RunStatus(
                shownPhase(),
                detail(),
                Duration.ofNanos(System.nanoTime() - began),
                counts.read(),
                counts.emitted(),
                counts.rejected(),
                counts.absorbed(),
                counts.late(),
                counts.incomplete(),
                monitor.commits(),
                rates[0],
                rates[1],
                lag(),
                lagSeconds(),
                monitor.recentLatencyMillis(0.5),
                monitor.recentLatencyMillis(0.99),
                monitor.samples(),
                monitor.rejections());
    }

    RunSummary summary(Plan plan, String digest) {
        Counts counts = monitor.counts();
        long[] warned = monitor.warnings();
        Map<String, Long> warnings = new TreeMap<>();
        for (int i = 0; i < warned.length; i++) {
            if (warned[i] > 0) {
                warnings.put(plan.checks().get(i).name(), warned[i]);
            }
        }
        return new RunSummary(
                plan.pipeline(),
                digest,
                counts.read(),
                counts.emitted(),
                counts.rejected(),
                counts.absorbed(),
                counts.held(),
                counts.late(),
                counts.incomplete(),
                counts.reasons(),
                warnings,
                monitor.commits(),
                Duration.ofNanos(monitor.elapsedNanos()),
                monitor.latencyMillis(0.5),
                monitor.latencyMillis(0.99),
                monitor.outputDigest(),
                counts.skipped(),
                monitor.bootstrap());
    }

    private RunStatus.Phase shownPhase() {
        return phase == RunStatus.Phase.RUNNING && waitingForBroker() ? RunStatus.Phase.WAITING_FOR_BROKER : phase;
    }

    private String detail() {
        WarmStart warm = warmStart;
        if (phase == RunStatus.Phase.BOOTSTRAPPING
                && warm != null
                && parts.waitsFor().isEmpty()) {
            return warm.status().toString();
        }
        return parts.waitsFor();
    }

    private long lag() {
        Map<Integer, Long> lag = lagRecords();
        return lag.isEmpty()
                ? -1
                : lag.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public double lagSeconds() {
        // While no broker answers nothing is committed: what was behind by so much then is further behind now.
        return monitor.lagSeconds() + parts.waitingSeconds();
    }

    @Override
    public Map<Integer, Long> lagRecords() {
        return parts.lag();
    }

    @Override
    public int framesInFlight() {
        return parts.framesInFlight();
    }

    @Override
    public long stateBytes() {
        return parts.stateBytes();
    }

    @Override
    public Map<String, StatePart.Figures> windows() {
        return parts.windows();
    }

    @Override
    public @Nullable SnapshotFigures newestSnapshot() {
        return parts.newestSnapshot();
    }

    @Override
    public boolean waitingForBroker() {
        return parts.isWaiting();
    }
}
