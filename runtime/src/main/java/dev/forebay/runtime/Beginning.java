package dev.forebay.runtime;

import dev.forebay.engine.model.Scorers;
import dev.forebay.runtime.bootstrap.HistorySource;
import dev.forebay.runtime.bootstrap.WarmStart;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.journal.Bootstrap;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.JournalTopic;
import dev.forebay.runtime.journal.Released;
import dev.forebay.runtime.kafka.ClusterInspector;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.runtime.state.StateRestorer;
import dev.forebay.runtime.transaction.Committer;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history that a pipeline begins with, where it does: taken in once, before the first event is read, and then on record as the first
 * commit. One thread.
 */
final class Beginning {
    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private final RunOptions options;
    private final KafkaSettings settings;
    private final String digest;
    private final Committer committer;
    private final BooleanSupplier stopped;
    private @Nullable WarmStart warm;
    private @Nullable Bootstrap taken;
    private Map<Integer, Long> positions = Map.of();

    Beginning(RunOptions options, KafkaSettings settings, String digest, Committer committer, BooleanSupplier stopped) {
        this.options = options;
        this.settings = settings;
        this.digest = digest;
        this.committer = committer;
        this.stopped = stopped;
    }

    /**
     * Finds out what is to be taken in: nothing where nothing was asked for, or that was done before, which is told.
     *
     * @throws RunFailure where the pipeline has another history already, or this one cannot be taken
     */
    @Nullable
    WarmStart warmStart(RunTopics topics, ClusterInspector cluster, JournalRecord claim, RunStart start) {
        HistorySource asked = options.bootstrap();
        if (claim.number() > 0) {
            taken = recorded();
            if (asked != null) {
                requireSame(asked, claim);
            }
            return null;
        }
        if (asked == null) {
            return null;
        }
        Instant until = asked.until();
        if (until != null && until.isAfter(Instant.now())) {
            LOG.warn(
                    "--until {} is still to come: until then, every event that is not in the history counts as late",
                    until);
        }
        WarmStart found = WarmStart.of(setting(), asked, cluster, topics.source());
        positions = found.goesLiveAt(topics.source(), start.first(topics, cluster, claim));
        warm = found;
        return found;
    }

    private @Nullable Bootstrap recorded() {
        try (JournalTopic journal = new JournalTopic(settings.journalTopic(), settings.journalConsumer())) {
            return journal.firstCommit().map(JournalRecord::bootstrap).orElse(null);
        }
    }

    private void requireSame(HistorySource asked, JournalRecord claim) {
        Bootstrap before = taken;
        if (before != null && before.asked().equals(asked.asked())) {
            LOG.info(
                    "--bootstrap was done already: {} events of {} made the state; the run goes on where the journal stands",
                    before.absorbed(),
                    before.asked());
            return;
        }
        throw RunFailure.of(
                RuntimeCode.HISTORY_THERE,
                "the pipeline has a history already: its journal stands at commit " + claim.number()
                        + (before == null ? "" : ", and it began with " + before.asked()),
                "its state is there: start without --bootstrap, and it goes on",
                "or give the pipeline another name to begin anew with '" + asked.asked() + "'");
    }

    private WarmStart.Setting setting() {
        FrameFactory factory = FrameFactory.forTopics(
                options.pipeline().definition(), options.pipeline().plan(), Scorers.idle());
        return new WarmStart.Setting(
                options.pipeline().definition(),
                options.pipeline().plan(),
                digest,
                settings,
                factory::decoder,
                committer::heartbeatIfDue,
                stopped);
    }

    /** What is to be taken in; null for nothing. */
    @Nullable
    WarmStart warmStart() {
        return warm;
    }

    /** What was taken in, by this run or one before; null for nothing. */
    @Nullable
    Bootstrap taken() {
        return taken;
    }

    /**
     * Takes the history in: state, snapshot, record, in this order, so that a crash at any moment leaves all of it or none.
     *
     * @return what that was; empty where told to stop
     */
    Optional<Bootstrap> bootstrap(StateKeeper keeper, SnapshotStore store, RunTopics topics, long deadLettersFrom)
            throws InterruptedException {
        WarmStart running = warm;
        HistorySource asked = options.bootstrap();
        if (running == null || asked == null) {
            throw new IllegalStateException("nothing is to be taken in");
        }
        StateRestorer.requireNoOtherHistory(store, committer.standing());
        LOG.info("the pipeline begins with a history: {}", asked.asked());
        Bootstrap done = running.run(keeper);
        if (stopped.getAsBoolean()) {
            LOG.info("stopped while the history was read: nothing of it is kept, the next start begins with it again");
            return Optional.empty();
        }
        boolean inFiles = keeper.needsSnapshots();
        try {
            if (inFiles) {
                store.saveBeginning(keeper.cutNow(), () -> advance(keeper), keeper.signature(), done.snapshotDigest());
            }
            committer.begin(record(committer.standing(), done, keeper, topics, deadLettersFrom));
            if (inFiles) {
                store.adopt(done.snapshotDigest());
                keeper.standsOn(List.of(store.all().get(0)));
            }
        } catch (IOException e) {
            throw unwritten(store, e);
        }
        taken = done;
        LOG.info(
                "the history is taken in: read {} = absorbed {} + rejected {} + at or after its end {}; live from {}",
                done.read(),
                done.absorbed(),
                done.rejected(),
                done.ahead(),
                positions);
        if (done.rejected() > 0) {
            LOG.warn("rejected in the history, and not dead-lettered: {}", done.reasons());
        }
        return Optional.of(done);
    }

    private static void advance(StateKeeper keeper) {
        for (int lane = 0; lane < keeper.windows().lanes(); lane++) {
            keeper.advance(lane);
        }
    }

    private static RunFailure unwritten(SnapshotStore store, IOException e) {
        return RunFailure.caused(
                RuntimeCode.CANNOT_WRITE,
                e,
                "the state after the history cannot be written to " + store.directory(),
                "the system says: " + e.getMessage(),
                "nothing was emitted: the next start goes on from what the journal says");
    }

    private JournalRecord record(
            JournalRecord claim, Bootstrap done, StateKeeper keeper, RunTopics topics, long deadLettersFrom) {
        return new JournalRecord(
                JournalRecord.Kind.COMMIT,
                1,
                claim.pipeline(),
                digest,
                claim.instance(),
                topics.identity(),
                System.currentTimeMillis(),
                List.of(),
                Counts.NONE,
                Counts.NONE,
                JournalRecord.NO_DIGEST,
                JournalRecord.NO_DIGEST,
                positions,
                keeper.watermarksMicros(),
                Base64.getEncoder().encodeToString(keeper.orderingState()),
                deadLettersFrom,
                List.of(),
                Released.NONE,
                done);
    }

    /** What reads the history again, for a state whose snapshots are gone. */
    WarmStart again(Bootstrap before) {
        try (ClusterInspector cluster = new ClusterInspector(settings)) {
            return WarmStart.again(setting(), before, options.bootstrap(), cluster);
        }
    }
}
