package dev.forebay.runtime.state;

import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.Bootstrap;
import dev.forebay.runtime.journal.Chunk;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.JournalTopic;
import dev.forebay.runtime.journal.Released;
import dev.forebay.runtime.snapshot.Snapshot;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.types.batch.RecordDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the state to where the journal stands.
 *
 * <p>With a small state, the journal holds it. Otherwise: the newest snapshot whose commit the journal has, then the chunks after it, read
 * again. Without any such snapshot: as many chunks as still matter, from the topic. If those are gone, the run is refused.
 */
public final class StateRestorer {
    private static final Logger LOG = LoggerFactory.getLogger(StateRestorer.class);
    private static final int REPLAY_ROWS = 2048;

    private final Plan plan;
    private final StateKeeper keeper;
    private final SnapshotStore store;
    private final Supplier<RecordDecoder> decoders;
    private final Runnable onProgress;
    private final BooleanSupplier stopped;
    private boolean isOfOtherWindows;
    private final @Nullable Bootstrap bootstrap;
    private final Consumer<Bootstrap> history;

    /**
     * A restorer.
     *
     * @param decoders makes a decoder of the source's format
     * @param onProgress called often while events are read again
     * @param stopped asked often then: whether to give up, which leaves a state that is of no use
     * @param bootstrap the history that the pipeline began with; null for none
     * @param history reads it again into the keeper, or says why it cannot
     */
    public StateRestorer(
            Plan plan,
            StateKeeper keeper,
            SnapshotStore store,
            Supplier<RecordDecoder> decoders,
            Runnable onProgress,
            BooleanSupplier stopped,
            @Nullable Bootstrap bootstrap,
            Consumer<Bootstrap> history) {
        this.plan = plan;
        this.keeper = keeper;
        this.store = store;
        this.decoders = decoders;
        this.onProgress = onProgress;
        this.stopped = stopped;
        this.bootstrap = bootstrap;
        this.history = history;
    }

    /**
     * Restores the state as of {@code standing}.
     *
     * @param journal to read commits from
     * @param topic the source
     * @param earliest the oldest offset of each partition of the source
     * @param settings of a consumer
     */
    public void restore(
            JournalRecord standing,
            JournalTopic journal,
            String topic,
            Map<Integer, Long> earliest,
            Properties settings) {
        keeper.noteWatermarks(standing.watermarksMicros());
        requireNoneHeld(standing);
        if (standing.number() == 0) {
            requireNoOtherHistory(store, standing);
            return;
        }
        Bootstrap begun = bootstrap;
        boolean isSeamOpen = begun != null && begun.isSeamOpen(standing.watermarksMicros());
        if (begun != null && isSeamOpen && keeper.ordersByTime()) {
            throw seamOpen(begun);
        }
        if (!keeper.needsSnapshots() && !isSeamOpen) {
            keeper.restore(state(standing), standing.released());
            return;
        }
        long from = restoreSnapshot(standing, journal);
        List<JournalRecord> commits = journal.commitsAfter(Math.max(0, from));
        if (from < 0) {
            int first = isSeamOpen ? 0 : firstThatMatters(commits, standing);
            if (first == 0 && bootstrap != null) {
                LOG.info("the history that the pipeline began with is read again: {}", bootstrap.asked());
                history.accept(bootstrap);
            }
            from = first == 0 ? 0 : commits.get(first - 1).number();
            commits = commits.subList(first, commits.size());
        }
        JournalGaps.requireNone(commits, from, standing.number());
        List<Chunk> missing = missing();
        if ((commits.isEmpty() && missing.isEmpty()) || stopped.getAsBoolean()) {
            return;
        }
        requireReadable(missing, topic, earliest);
        commits.forEach(commit -> requireReadable(commit.chunks(), topic, earliest));
        try (Replay replay = new Replay(plan, REPLAY_ROWS, decoders, keeper, topic, settings, onProgress, stopped)) {
            if (!missing.isEmpty() && !replay.supply(missing)) {
                if (stopped.getAsBoolean()) {
                    return;
                }
                Chunk gone = missing().get(0);
                throw Replay.gone(topic, gone, gone.first() + 1, store.directory(), isOfOtherWindows);
            }
            long rows = replay.run(commits, standing.released().events());
            if (stopped.getAsBoolean()) {
                return;
            }
            LOG.info(
                    "state restored: {} events of commits after {} up to {} read again", rows, from, standing.number());
        }
    }

    /** A state of this pipeline without a journal: most likely the broker is another one than that of the runs before. */
    public static void requireNoOtherHistory(SnapshotStore store, JournalRecord standing) {
        List<Snapshot> left;
        try {
            left = store.all();
        } catch (IOException e) {
            throw unreadable(store, e);
        }
        if (!left.isEmpty()) {
            throw RunFailure.of(
                    RuntimeCode.OTHER_CLUSTER,
                    "the state in " + store.directory() + " is of commit "
                            + left.get(0).number() + ", and the journal of cluster "
                            + standing.source().cluster() + " is empty",
                    "is the broker the right one? the pipeline ran on another, or its journal was deleted",
                    "to begin anew here, without the history, remove the directory or give the pipeline another name");
        }
    }

    private static RunFailure unreadable(SnapshotStore store, IOException e) {
        return RunFailure.caused(
                RuntimeCode.NO_SNAPSHOT,
                e,
                "the state directory " + store.directory() + " cannot be read",
                "the system says: " + e.getMessage());
    }

    /** Takes over the newest snapshot that belongs to this journal, and returns its commit's number; -1 where there is none. */
    private long restoreSnapshot(JournalRecord standing, JournalTopic journal) {
        try {
            if (bootstrap != null) {
                store.adopt(bootstrap.snapshotDigest());
            }
            List<Snapshot> all = store.all();
            for (Snapshot snapshot : all) {
                if (isUsable(snapshot, standing, journal) && restore(snapshot, standing, journal)) {
                    LOG.info("state as of commit {} taken from {}", snapshot.number(), store.directory());
                    return snapshot.number();
                }
            }
            tellOtherWindows(all);
        } catch (IOException e) {
            throw unreadable(store, e);
        }
        return -1;
    }

    private boolean isUsable(Snapshot snapshot, JournalRecord standing, JournalTopic journal) {
        return snapshot.signature().equals(keeper.signature()) && belongs(snapshot, standing, journal);
    }

    private void tellOtherWindows(List<Snapshot> all) {
        isOfOtherWindows =
                all.stream().anyMatch(snapshot -> !snapshot.signature().equals(keeper.signature()));
        if (isOfOtherWindows) {
            LOG.warn(
                    "the snapshots in {} are of other windows than the definition has now: the state is read again from the topic",
                    store.directory());
        }
    }

    private boolean restore(Snapshot snapshot, JournalRecord standing, JournalTopic journal) throws IOException {
        Optional<List<Snapshot>> chain = store.chain(snapshot);
        if (chain.isEmpty() || !chain.get().stream().allMatch(part -> isUsable(part, standing, journal))) {
            return false;
        }
        try {
            keeper.restore(chain.get());
            keeper.standsOn(chain.get());
            return true;
        } catch (IllegalArgumentException e) {
            LOG.warn("{} cannot be used: {}", snapshot, e.getMessage());
            keeper.reset();
            return false;
        }
    }

    private boolean belongs(Snapshot snapshot, JournalRecord standing, JournalTopic journal) {
        if (bootstrap != null && snapshot.number() == 1) {
            // The first commit has no output: its snapshot is known by the history.
            return snapshot.totalDigest().equals(bootstrap.snapshotDigest());
        }
        if (snapshot.number() > standing.number()) {
            return false;
        }
        if (snapshot.number() == standing.number()) {
            return snapshot.totalDigest().equals(standing.totalDigest());
        }
        return journal.lastWhere(record -> record.number() <= snapshot.number())
                .filter(record -> record.number() == snapshot.number()
                        && record.totalDigest().equals(snapshot.totalDigest()))
                .isPresent();
    }

    /**
     * Passes over commits whose events no later event can see any more, in its windows or as its duplicate: none does that looks back further
     * from the smallest watermark. The watermarks of the last commit passed over are restored from its journal record.
     */
    private int firstThatMatters(List<JournalRecord> commits, JournalRecord standing) {
        long retention = keeper.retentionMicros();
        if (retention < 0) {
            return 0;
        }
        long horizon = keeper.horizonMicros(state(standing), standing.released());
        if (horizon == Long.MIN_VALUE) {
            return 0;
        }
        long expired = horizon - retention;
        int first = 0;
        while (first < commits.size()
                && newestEvent(commits.get(first)) <= expired
                && isReleased(commits.get(first), standing)) {
            first++;
        }
        if (first > 0) {
            JournalRecord before = commits.get(first - 1);
            Released released = before.released();
            // What was held then has been released since, and is passed over with the rest.
            keeper.restore(
                    state(before),
                    new Released(
                            released.byTime(),
                            released.events() + before.totals().held(),
                            released.rankMicros()));
        }
        return first;
    }

    /** Whether every event up to a commit has been processed by now. */
    private boolean isReleased(JournalRecord commit, JournalRecord standing) {
        return !commit.released().byTime()
                || keeper.largestRankMicros(state(commit)) < standing.released().rankMicros();
    }

    private static byte[] state(JournalRecord record) {
        return Base64.getDecoder().decode(record.orderingState());
    }

    /** Where the events stand that the state holds without their bytes. */
    private List<Chunk> missing() {
        List<Chunk> missing = new ArrayList<>();
        keeper.missing().forEach((partition, range) -> missing.add(new Chunk(partition, range[0], range[1])));
        return missing;
    }

    /** Events that were held are to be processed by their times, not at all or by another order. */
    private void requireNoneHeld(JournalRecord standing) {
        long held = standing.totals().held();
        if (held > 0 && !keeper.ordersByTime()) {
            throw RunFailure.of(
                    RuntimeCode.EVENTS_HELD,
                    "the definition does not order events by time any more, and some wait for their turn: " + held,
                    "they were read with 'order: time' and are not processed yet",
                    "put 'order: time' back and run once with --until-end, which processes them; then change it",
                    "or give the pipeline another name to begin anew, without the history");
        }
    }

    /** Whether an event was in the history is asked when it is read; one that is held is ordered when its turn comes. */
    private static RunFailure seamOpen(Bootstrap bootstrap) {
        return RunFailure.of(
                RuntimeCode.BOOTSTRAP_REQUEST,
                "the history that the pipeline began with is not yet behind it, and the definition now has 'order: time'",
                "it began with " + bootstrap.asked()
                        + "; events before that time are told from those of the history until every partition has passed it",
                "go on with 'order: arrival' until then");
    }

    /** The largest time of any event accepted up to a commit. */
    private long newestEvent(JournalRecord commit) {
        return commit.watermarksMicros().values().stream().max(Long::compare).orElse(Long.MIN_VALUE / 2)
                + plan.event().latenessMicros();
    }

    private void requireReadable(List<Chunk> chunks, String topic, Map<Integer, Long> earliest) {
        for (Chunk chunk : chunks) {
            long oldest = earliest.getOrDefault(chunk.partition(), Long.MAX_VALUE);
            if (chunk.first() < oldest) {
                throw Replay.gone(topic, chunk, oldest, store.directory(), isOfOtherWindows);
            }
        }
    }
}
