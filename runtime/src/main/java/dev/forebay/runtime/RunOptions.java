package dev.forebay.runtime;

import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.load.LoadedPipeline;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline is run. Nothing here changes what it computes, but for the history that it begins with.
 *
 * @param pipeline what is run
 * @param takeOver whether to start although another process seems to run the pipeline; that one is fenced and stops
 * @param skipLost whether to go on at the oldest event there is where the next one to read is no longer in the topic
 * @param untilEnd whether to stop at what was the end of the source when the run began
 * @param commitInterval how long output waits for its commit; what is read is visible to readers that much later at most
 * @param workers how many threads parse, compute and encode; results are the same for any number
 * @param stateDirectory where snapshots of the state are kept; null for the definition's, or {@code .forebay/state}
 * @param metrics address of the HTTP endpoint for metrics and health; port 0 for any free one; null for none
 * @param snapshotInterval how often a state that is too large for the journal is written to a file
 * @param grace how long a stop may take before what is not committed is given up (it is read again at the next start)
 * @param clientProperties Kafka client settings that come before the definition's
 * @param requests address of the HTTP endpoint that scores events on request; port 0 for any free one; null for none
 * @param bootstrap the history that a pipeline without one begins with; null for none
 */
public record RunOptions(
        LoadedPipeline pipeline,
        boolean takeOver,
        boolean skipLost,
        boolean untilEnd,
        Duration commitInterval,
        int workers,
        @Nullable Path stateDirectory,
        @Nullable InetSocketAddress metrics,
        @Nullable InetSocketAddress requests,
        Duration snapshotInterval,
        Duration grace,
        Map<String, String> clientProperties,
        @Nullable HistorySource bootstrap) {

    public RunOptions {
        if (commitInterval.isNegative() || workers < 1) {
            throw new IllegalArgumentException("commit interval " + commitInterval + ", workers " + workers);
        }
        clientProperties = Map.copyOf(clientProperties);
    }

    /** The defaults: a commit every 100 ms, one worker, no metrics endpoint, a snapshot every minute, 30 s of grace. */
    public static RunOptions of(LoadedPipeline pipeline) {
        return new RunOptions(
                pipeline,
                false,
                false,
                false,
                Duration.ofMillis(100),
                1,
                null,
                null,
                null,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Map.of(),
                null);
    }

    public RunOptions withTakeOver(boolean value) {
        return new RunOptions(
                pipeline,
                value,
                skipLost,
                untilEnd,
                commitInterval,
                workers,
                stateDirectory,
                metrics,
                requests,
                snapshotInterval,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withSkipLost(boolean value) {
        return new RunOptions(
                pipeline,
                takeOver,
                value,
                untilEnd,
                commitInterval,
                workers,
                stateDirectory,
                metrics,
                requests,
                snapshotInterval,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withUntilEnd(boolean value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                value,
                commitInterval,
                workers,
                stateDirectory,
                metrics,
                requests,
                snapshotInterval,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withCommitInterval(Duration value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                value,
                workers,
                stateDirectory,
                metrics,
                requests,
                snapshotInterval,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withWorkers(int value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                commitInterval,
                value,
                stateDirectory,
                metrics,
                requests,
                snapshotInterval,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withStateDirectory(Path value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                commitInterval,
                workers,
                value,
                metrics,
                requests,
                snapshotInterval,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withMetrics(InetSocketAddress value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                commitInterval,
                workers,
                stateDirectory,
                value,
                requests,
                snapshotInterval,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withRequests(InetSocketAddress value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                commitInterval,
                workers,
                stateDirectory,
                metrics,
                value,
                snapshotInterval,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withSnapshotInterval(Duration value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                commitInterval,
                workers,
                stateDirectory,
                metrics,
                requests,
                value,
                grace,
                clientProperties,
                bootstrap);
    }

    public RunOptions withGrace(Duration value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                commitInterval,
                workers,
                stateDirectory,
                metrics,
                requests,
                snapshotInterval,
                value,
                clientProperties,
                bootstrap);
    }

    public RunOptions withClientProperties(Map<String, String> value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                commitInterval,
                workers,
                stateDirectory,
                metrics,
                requests,
                snapshotInterval,
                grace,
                value,
                bootstrap);
    }

    public RunOptions withBootstrap(@Nullable HistorySource value) {
        return new RunOptions(
                pipeline,
                takeOver,
                skipLost,
                untilEnd,
                commitInterval,
                workers,
                stateDirectory,
                metrics,
                requests,
                snapshotInterval,
                grace,
                clientProperties,
                value);
    }
}
