package dev.forebay.runtime;

import dev.forebay.definition.Definition;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.bootstrap.WarmStart;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.frame.FrameWorker;
import dev.forebay.runtime.frame.OutputRules;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.JournalTopic;
import dev.forebay.runtime.kafka.ClusterInspector;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.load.PipelineRelease;
import dev.forebay.runtime.metrics.MetricsServer;
import dev.forebay.runtime.metrics.RunMonitor;
import dev.forebay.runtime.metrics.RuntimeMetrics;
import dev.forebay.runtime.ownership.OwnerCheck;
import dev.forebay.runtime.ownership.ThisProcess;
import dev.forebay.runtime.rejected.ReasonsJson;
import dev.forebay.runtime.request.RequestServer;
import dev.forebay.runtime.request.ServerSettings;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.runtime.source.SourceReader;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.runtime.state.StateLimit;
import dev.forebay.runtime.state.StateRestorer;
import dev.forebay.runtime.transaction.Committer;
import dev.forebay.runtime.transaction.RejectedEvents;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a pipeline, from Kafka to Kafka, exactly once.
 *
 * <p>{@link #run} blocks until the run is over; it is called once. {@link #stop}, {@link #status} and {@link #summary} may be called from
 * any thread at any time. The threads of a run: one reads, {@link RunOptions#workers} compute, the caller's commits.
 */
public final class EmbeddedRun {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRun.class);

    private static final int FRAME_ROWS = 2048;
    private static final int SPARE_FRAMES = 3;
    private static final int ENCODED_FRAMES = 64;
    private static final int MOST_FRAMES_A_COMMIT = 48;
    private static final long JOIN_MILLIS = 10_000;
    private static final Duration RELEASE_WITHIN = Duration.ofSeconds(5);

    private final RunOptions options;
    private final Definition definition;
    private final Plan plan;
    private final String digest;
    private final Instance instance = ThisProcess.instance();
    private final RunMonitor monitor = new RunMonitor();
    private final RunProgress progress = new RunProgress(monitor);
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private volatile RunParts parts = RunParts.NONE;
    private volatile int metricsPort = -1;
    private volatile int requestPort = -1;

    public EmbeddedRun(RunOptions options) {
        this.options = options;
        this.definition = options.pipeline().definition();
        this.plan = options.pipeline().plan();
        this.digest = PipelineRelease.of(options.pipeline()).digest().hex();
    }

    /**
     * Runs the pipeline until it is stopped, or to the end of its source where the options say so.
     *
     * @throws RunFailure where it cannot start or go on; nothing wrong was committed
     */
    public RunSummary run() {
        ThisProcess.begins(instance);
        try {
            KafkaSettings settings = KafkaSettings.of(definition, options.clientProperties());
            try {
                run(settings);
            } catch (KafkaException e) {
                throw KafkaFailures.explain(e, "running pipeline '" + plan.pipeline() + "'", settings);
            }
            return summary();
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            throw RunFailure.caused(RuntimeCode.STOPPED_EARLY, e, "the run was interrupted");
        } finally {
            progress.phase(RunStatus.Phase.STOPPED);
            ThisProcess.ended(instance);
        }
    }

    /** Asks the run to finish what is in flight, commit it and end. Returns at once. */
    public void stop() {
        stopAsked.countDown();
        parts.stop(options.grace());
    }

    /** Where the run stands. */
    public RunStatus status() {
        return progress.status();
    }

    /** What the run has done so far. */
    public RunSummary summary() {
        return progress.summary(plan, digest);
    }

    /** The port of the metrics endpoint; -1 while there is none. */
    public int metricsPort() {
        return metricsPort;
    }

    /** The port of the endpoint for requests; -1 while there is none. */
    public int requestPort() {
        return requestPort;
    }

    private void run(KafkaSettings settings) throws InterruptedException {
        try (ClusterInspector cluster = new ClusterInspector(settings)) {
            RunTopics topics = RunTopics.find(cluster, settings, definition);
            ReasonsJson reasons =
                    new ReasonsJson(plan.pipeline(), digest, topics.source().name());
            ServerSettings.apply();
            try (MetricsServer metrics = metrics(topics);
                    RequestServer requests = requests(settings, topics);
                    RejectedEvents rejected = new RejectedEvents(reasons, topics.deadLetterFile());
                    Committer committer = new Committer(
                            settings, topics.outputs(), rejected, digest, instance, OwnerCheck.HEARTBEAT)) {
                show(new RunParts(committer, null, null, null));
                LOG.debug("metrics: {}, requests: {}", metrics, requests);
                run(settings, topics, cluster, rejected, committer);
            }
        }
    }

    private void run(
            KafkaSettings settings,
            RunTopics topics,
            ClusterInspector cluster,
            RejectedEvents rejected,
            Committer committer)
            throws InterruptedException {
        try {
            RunStart start = new RunStart(options, settings, committer, stopAsked);
            JournalRecord predecessor = start.own();
            if (isStopAsked()) {
                return;
            }
            JournalRecord claim = RunStart.claim(topics, predecessor, plan.pipeline(), digest, instance);
            committer.claim(claim, predecessor);
            rejected.open(claim.deadLetterBytes());
            Beginning beginning = new Beginning(options, settings, digest, committer, this::isStopAsked);
            WarmStart warm = beginning.warmStart(topics, cluster, claim, start);
            if (warm == null) {
                committer.begin(start.beginning(topics, cluster, claim, rejected.committedBytes()));
            }
            Map<Integer, Long> until = options.untilEnd() ? cluster.latest(topics.source()) : Map.of();
            Map<Integer, Long> earliest = cluster.earliest(topics.source());
            cluster.done();
            work(settings, topics, committer, until, earliest, beginning, rejected.committedBytes());
        } catch (RunFailure failure) {
            releaseAfter(failure, committer);
            throw failure;
        }
    }

    /** A run that fails says so in the journal, where it still can, so that nobody has to wait for it. */
    private static void releaseAfter(RunFailure failure, Committer committer) {
        boolean mayWrite = failure.diagnostic().code() != RuntimeCode.FENCED
                && failure.diagnostic().code() != RuntimeCode.STOPPED_EARLY;
        if (!mayWrite || !committer.hasClaimed()) {
            return;
        }
        committer.giveUpBy(System.nanoTime() + RELEASE_WITHIN.toNanos());
        try {
            committer.releaseWhereItStands();
        } catch (RuntimeException e) {
            LOG.debug("the claim could not be released", e);
        }
    }

    private @Nullable MetricsServer metrics(RunTopics topics) {
        InetSocketAddress address = options.metrics();
        if (address == null) {
            return null;
        }
        PrometheusRegistry registry = new PrometheusRegistry();
        String version = EmbeddedRun.class.getPackage().getImplementationVersion();
        RuntimeMetrics.register(
                registry, plan, topics.sinkNames(), version == null ? "dev" : version, digest, monitor, progress);
        MetricsServer server = MetricsServer.start(address, registry, progress::notReady);
        metricsPort = server.port();
        return server;
    }

    private @Nullable RequestServer requests(KafkaSettings settings, RunTopics topics) {
        InetSocketAddress address = options.requests();
        if (address == null) {
            return null;
        }
        FrameFactory frames =
                FrameFactory.forTopics(definition, plan, options.pipeline().scorers());
        RequestServer server = RequestServer.start(
                address,
                RequestServer.Limits.DEFAULT,
                new RequestServer.Served(
                        definition, plan, digest, settings, topics.source().partitions(), frames, this::liveFlow));
        requestPort = server.port();
        return server;
    }

    /** The flow whose state is whole; null while there is none. */
    private @Nullable FrameFlow liveFlow() {
        return progress.isRunning() ? parts.flow() : null;
    }

    private void work(
            KafkaSettings settings,
            RunTopics topics,
            Committer committer,
            Map<Integer, Long> until,
            Map<Integer, Long> earliest,
            Beginning beginning,
            long deadLettersFrom)
            throws InterruptedException {
        FrameFactory factory =
                FrameFactory.forTopics(definition, plan, options.pipeline().scorers());
        StateKeeper keeper = new StateKeeper(plan, options.snapshotInterval(), options.workers(), stateLimit());
        SnapshotStore store = SnapshotStore.of(definition, plan.pipeline(), options.stateDirectory());
        show(new RunParts(committer, null, null, keeper));
        WarmStart warm = beginning.warmStart();
        if (warm == null) {
            restore(settings, committer, factory, keeper, store, earliest, beginning);
        } else {
            progress.bootstrapping(warm);
            beginning.bootstrap(keeper, store, topics, deadLettersFrom).ifPresent(monitor::bootstrapped);
        }
        if (isStopAsked()) {
            // The state may be half of what it was: nothing may be computed with it.
            committer.release();
            return;
        }
        OutputRules rules = new OutputRules(plan, topics.sinkNames(), topics.maxRecordBytes(), null, null);
        FrameFlow flow = new FrameFlow(
                rules,
                keeper,
                factory.frames(options.workers() + SPARE_FRAMES, FRAME_ROWS),
                factory.frames(keeper.ordersByTime() ? options.workers() : 0, FRAME_ROWS),
                // Every worker may hold one while a whole commit waits: with fewer, all could be held by those that
                // wait their turn.
                Math.max(ENCODED_FRAMES, options.workers() + MOST_FRAMES_A_COMMIT));
        SourceReader source = new SourceReader(
                settings,
                plan.event(),
                flow,
                keeper.needsSnapshots() && committer.standing().number() == 0,
                committer.standing().next(),
                until,
                FRAME_ROWS);
        keeper.begin(committer.standing().next());
        show(new RunParts(committer, source, flow, keeper));
        monitor.begin(committer.standing());
        progress.phase(RunStatus.Phase.RUNNING);
        LOG.info(
                "pipeline '{}' runs: release {}, reading '{}' from {}",
                plan.pipeline(),
                digest.substring(0, 12),
                settings.topic(),
                committer.standing().next());
        List<Thread> threads = startThreads(flow, source);
        try (CommitFollower follower = new CommitFollower(
                monitor, store, keeper, flow, topics.source(), topics.outputs().sinks())) {
            committer.run(
                    flow,
                    options.commitInterval(),
                    MOST_FRAMES_A_COMMIT,
                    () -> source.isFinished() && flow.isDrained(source.frames()),
                    follower);
            throwFailure(flow, keeper, settings);
            follower.finish(committer.standing(), committer::heartbeatIfDue);
        } finally {
            source.stop();
            flow.stop();
            join(threads);
        }
        committer.release();
        LOG.info("pipeline '{}' stopped in order", plan.pipeline());
    }

    private void restore(
            KafkaSettings settings,
            Committer committer,
            FrameFactory factory,
            StateKeeper keeper,
            SnapshotStore store,
            Map<Integer, Long> earliest,
            Beginning beginning) {
        progress.phase(RunStatus.Phase.RESTORING);
        try (JournalTopic journal = new JournalTopic(settings.journalTopic(), settings.journalConsumer())) {
            new StateRestorer(
                            plan,
                            keeper,
                            store,
                            factory::decoder,
                            committer::heartbeatIfDue,
                            this::isStopAsked,
                            beginning.taken(),
                            taken -> {
                                WarmStart again = beginning.again(taken);
                                progress.bootstrapping(again);
                                again.run(keeper);
                            })
                    .restore(committer.standing(), journal, settings.topic(), earliest, settings.journalConsumer());
        }
    }

    /** What the state may take: as the definition says, but no more than leaves room in the heap for everything else. */
    private StateLimit stateLimit() {
        long wanted = definition.state().memoryBytes();
        long most = StateLimit.heapBytes();
        if (wanted > most && definition.state().span() != null) {
            LOG.warn(
                    "state.memory is {} MiB and the heap {} MiB: the state may take {} MiB; a larger heap (FOREBAY_JAVA_OPTS=-Xmx...) gives it more",
                    wanted >> 20,
                    Runtime.getRuntime().maxMemory() >> 20,
                    most >> 20);
        }
        return new StateLimit(Math.min(wanted, most));
    }

    private List<Thread> startThreads(FrameFlow flow, SourceReader source) {
        List<Thread> threads = new ArrayList<>();
        threads.add(new Thread(source, "forebay-source"));
        for (int i = 0; i < options.workers(); i++) {
            threads.add(new Thread(new FrameWorker(flow), "forebay-worker-" + i));
        }
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(JOIN_MILLIS);
        }
    }

    private static void throwFailure(FrameFlow flow, StateKeeper keeper, KafkaSettings settings) {
        Throwable failure = flow.failure();
        if (failure instanceof RuntimeException runtime) {
            throw KafkaFailures.explain(runtime, "processing events", settings);
        }
        if (failure instanceof OutOfMemoryError && keeper.isLarge()) {
            throw keeper.outOfMemory(failure);
        }
        if (failure != null) {
            throw RunFailure.caused(
                    RuntimeCode.DEFECT,
                    failure,
                    "the run broke down: " + failure,
                    "nothing is lost: what was not committed is read again at the next start");
        }
    }

    private boolean isStopAsked() {
        return stopAsked.getCount() == 0;
    }

    private void show(RunParts running) {
        parts = running;
        progress.parts(running);
        if (isStopAsked()) {
            // The stop came before there was anything to stop.
            running.stop(options.grace());
        }
    }
}
