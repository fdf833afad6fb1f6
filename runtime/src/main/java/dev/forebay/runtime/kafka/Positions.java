package dev.forebay.runtime.kafka;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.SourceIdentity;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a run begins to read: what journal, committed offsets and topic say, checked against each other.
 *
 * <p>The journal decides. Committed offsets that expired are no harm; ones that say something else are refused, since somebody moved them.
 */
public final class Positions {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private final KafkaSettings settings;
    private final Map<Integer, Long> committed;
    private final Map<Integer, Long> earliest;
    private final Map<Integer, Long> latest;

    /**
     * What the cluster says.
     *
     * @param committed the group's committed offsets
     * @param earliest for each partition the offset of the oldest record
     * @param latest for each partition the offset that the next record will get
     */
    public Positions(
            KafkaSettings settings,
            Map<Integer, Long> committed,
            Map<Integer, Long> earliest,
            Map<Integer, Long> latest) {
        this.settings = settings;
        this.committed = Map.copyOf(committed);
        this.earliest = Map.copyOf(earliest);
        this.latest = Map.copyOf(latest);
    }

    /**
     * The offset to read next in every partition of the source.
     *
     * @param standing the journal's newest record, or one without history
     * @param start where a pipeline without history begins
     * @param skipLost whether to go on at the oldest record where the next one is gone
     */
    public Map<Integer, Long> decide(
            JournalRecord standing, SourceIdentity source, Definition.Start start, boolean skipLost) {
        if (!standing.hasHistory()) {
            requireNoOffsets();
            return start == Definition.Start.EARLIEST ? earliest : latest;
        }
        requireSameSource(standing.source(), source);
        Map<Integer, Long> positions = new TreeMap<>();
        earliest.forEach((partition, oldest) -> {
            Long next = standing.next().get(partition);
            // A partition that is new since then is read from its beginning.
            positions.put(partition, next == null ? oldest : check(partition, next, skipLost));
        });
        return positions;
    }

    private void requireNoOffsets() {
        if (committed.isEmpty()) {
            return;
        }
        throw RunFailure.of(
                RuntimeCode.NO_JOURNAL,
                "group '" + settings.group() + "' has committed offsets for topic '" + settings.topic()
                        + "', but the journal '" + settings.journalTopic() + "' is empty",
                "either another program uses the group, or the journal was deleted",
                "to begin anew: choose another 'group', or delete the group's offsets with kafka-consumer-groups.sh --delete-offsets"
                        + " --group "
                        + settings.group() + " --topic " + settings.topic(),
                "events that were processed before are then processed again, as 'start' says");
    }

    private void requireSameSource(SourceIdentity before, SourceIdentity now) {
        if (!before.cluster().equals(now.cluster())) {
            throw RunFailure.of(
                    RuntimeCode.OTHER_CLUSTER,
                    "the brokers at " + settings.brokers() + " are cluster " + now.cluster()
                            + "; the journal was written for cluster " + before.cluster(),
                    "offsets of one cluster mean nothing in another",
                    "point 'brokers' at the cluster of before, or give the pipeline another name to begin anew");
        }
        if (!before.topic().equals(now.topic())) {
            throw RunFailure.of(
                    RuntimeCode.TOPIC_RECREATED,
                    "the pipeline has read topic '" + before.topic() + "' so far, and is now to read '" + now.topic()
                            + "'",
                    "its history belongs to the former topic",
                    "give the pipeline another name to begin anew with the new topic");
        }
        if (!before.topicId().equals(now.topicId())) {
            throw RunFailure.of(
                    RuntimeCode.TOPIC_RECREATED,
                    "topic '" + now.topic() + "' was deleted and made again since the pipeline last ran",
                    "its id was " + before.topicId() + " and is " + now.topicId()
                            + "; offsets of the former mean nothing in the new one",
                    "give the pipeline another name to begin anew with the new topic");
        }
    }

    private long check(int partition, long next, boolean skipLost) {
        Long offset = committed.get(partition);
        if (offset != null && offset != next) {
            throw RunFailure.of(
                    RuntimeCode.OFFSETS_MOVED,
                    "partition " + partition + ": the journal stands at offset " + next + ", group '" + settings.group()
                            + "' at " + offset,
                    "somebody moved the group's offsets, or another program uses the group",
                    "put them back to " + next + ", or give the pipeline another name to process events again");
        }
        long oldest = earliest.getOrDefault(partition, 0L);
        long end = latest.getOrDefault(partition, 0L);
        if (next >= oldest && next <= end) {
            return next;
        }
        if (skipLost && next < oldest) {
            LOG.warn(
                    "partition {}: {} offsets from {} on are gone and stay unread, as --skip-lost says",
                    partition,
                    oldest - next,
                    next);
            return oldest;
        }
        throw RunFailure.of(
                RuntimeCode.POSITION_LOST,
                "partition " + partition + " of topic '" + settings.topic() + "': the next event to read has offset "
                        + next + ", the topic holds " + oldest + " to " + end,
                next < oldest
                        ? "the topic's retention removed events before they were read"
                        : "records that were read before are gone: the topic was cut, or restored from an older copy",
                next < oldest
                        ? "start with --skip-lost to go on at the oldest event there is; what is gone stays unread"
                        : "give the pipeline another name to begin anew");
    }
}
