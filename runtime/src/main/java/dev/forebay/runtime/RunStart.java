package dev.forebay.runtime;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.kafka.ClusterInspector;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.kafka.Positions;
import dev.forebay.runtime.ownership.OwnerCheck;
import dev.forebay.runtime.transaction.Committer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The first steps of a run: become the owner, find where to begin, say so in the journal. */
final class RunStart {
    private final RunOptions options;
    private final KafkaSettings settings;
    private final Committer committer;
    private final CountDownLatch stopAsked;

    RunStart(RunOptions options, KafkaSettings settings, Committer committer, CountDownLatch stopAsked) {
        this.options = options;
        this.settings = settings;
        this.committer = committer;
        this.stopAsked = stopAsked;
    }

    /** Becomes the owner and returns the journal's newest record; null for an empty journal. */
    @Nullable
    JournalRecord own() throws InterruptedException {
        if (options.takeOver()) {
            return committer.own().orElse(null);
        }
        JournalRecord free =
                new OwnerCheck(committer::newest, stopAsked).requireFree().orElse(null);
        if (stopAsked.getCount() == 0) {
            // Told to stop while watching: opening the channel now would fence an owner that may be alive.
            return free;
        }
        JournalRecord newest = committer.own().orElse(null);
        boolean sameOwner = free != null
                && newest != null
                && free.instance().id().equals(newest.instance().id());
        if (newest != null && !sameOwner && newest.kind() != JournalRecord.Kind.RELEASE) {
            throw OwnerCheck.owned(newest.instance(), "it started at the same moment");
        }
        return newest;
    }

    /** The claim: what stood before, now in this run's name. It says nothing new, so it can be written at once. */
    static JournalRecord claim(
            RunTopics topics, @Nullable JournalRecord standing, String pipeline, String digest, Instance instance) {
        if (standing != null) {
            return standing.standing(JournalRecord.Kind.CLAIM, digest, instance, System.currentTimeMillis());
        }
        return new JournalRecord(
                JournalRecord.Kind.CLAIM,
                0,
                pipeline,
                digest,
                instance,
                topics.identity(),
                System.currentTimeMillis(),
                List.of(),
                Counts.NONE,
                Counts.NONE,
                JournalRecord.NO_DIGEST,
                JournalRecord.NO_DIGEST,
                Map.of(),
                Map.of(),
                "",
                -1);
    }

    /** Where a pipeline begins that has read nothing, whatever an earlier run of it decided. */
    Map<Integer, Long> first(RunTopics topics, ClusterInspector cluster, JournalRecord claim) {
        return positions(topics, cluster).decide(claim.startingAt(Map.of(), -1), topics.identity(), start(), false);
    }

    private Positions positions(RunTopics topics, ClusterInspector cluster) {
        return new Positions(
                settings, cluster.committed(), cluster.earliest(topics.source()), cluster.latest(topics.source()));
    }

    private Definition.Start start() {
        Definition.KafkaSource source = options.pipeline().definition().source().kafka();
        return source == null ? Definition.Start.EARLIEST : source.start();
    }

    /** The claim with the positions at which this run begins, checked against topic and committed offsets. */
    JournalRecord beginning(RunTopics topics, ClusterInspector cluster, JournalRecord claim, long deadLettersFrom) {
        Map<Integer, Long> next = new TreeMap<>(claim.next());
        next.putAll(positions(topics, cluster).decide(claim, topics.identity(), start(), options.skipLost()));
        return claim.startingAt(next, deadLettersFrom);
    }
}
