package dev.forebay.runtime.bootstrap;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.kafka.ClusterInspector;
import dev.forebay.runtime.kafka.TopicFacts;
import java.util.Map;
import java.util.TreeMap;

/**
 * A range of a topic in offsets.
 *
 * @param from the first offset of each partition
 * @param to the offset behind the last one of each partition
 */
record TopicRange(TopicFacts topic, Map<Integer, Long> from, Map<Integer, Long> to) {
    TopicRange {
        from = Map.copyOf(from);
        to = Map.copyOf(to);
    }

    /** Finds a range in its topic, which must be partitioned as the source is. */
    static TopicRange find(ClusterInspector cluster, HistorySource.InTopic asked, TopicFacts source) {
        TopicFacts topic =
                asked.topic().equals(source.name()) ? source : cluster.require(asked.topic(), ClusterInspector.HISTORY);
        if (topic.partitions() != source.partitions()) {
            throw RunFailure.of(
                    RuntimeCode.HISTORY_UNFIT,
                    "topic '" + topic.name() + "' has " + topic.partitions() + " partitions, the source '"
                            + source.name() + "' has " + source.partitions(),
                    "watermarks belong to partitions, so a history must be partitioned as the source is",
                    "write its events to a file, and start with that: --bootstrap FILE --until TIME");
        }
        Map<Integer, Long> earliest = cluster.earliest(topic);
        Map<Integer, Long> latest = cluster.latest(topic);
        Map<Integer, Long> from = resolve(cluster, topic, asked.from(), earliest, latest);
        Map<Integer, Long> to = resolve(cluster, topic, asked.to(), latest, latest);
        TopicRange range = new TopicRange(topic, from, to);
        range.requireThere(earliest, latest);
        range.requireEvents();
        return range;
    }

    private static Map<Integer, Long> resolve(
            ClusterInspector cluster,
            TopicFacts topic,
            RangeEnd end,
            Map<Integer, Long> open,
            Map<Integer, Long> latest) {
        if (end.isOpen()) {
            return open;
        }
        if (end.time() != null) {
            Map<Integer, Long> found = cluster.offsetsAt(topic, end.time());
            Map<Integer, Long> offsets = new TreeMap<>();
            // Where no event is as late as that, the end is behind all of them.
            latest.forEach((partition, behind) -> {
                long offset = found.getOrDefault(partition, -1L);
                offsets.put(partition, offset < 0 ? behind : offset);
            });
            return offsets;
        }
        return offsets(topic, end);
    }

    private static Map<Integer, Long> offsets(TopicFacts topic, RangeEnd end) {
        Long only = end.offsets().get(RangeEnd.ONLY);
        if (only != null && topic.partitions() == 1) {
            return Map.of(0, only);
        }
        for (int partition = 0; partition < topic.partitions(); partition++) {
            if (only != null || !end.offsets().containsKey(partition)) {
                throw offsetMissing(topic, end, partition);
            }
        }
        if (end.offsets().size() > topic.partitions()) {
            throw RunFailure.of(
                    RuntimeCode.BOOTSTRAP_REQUEST,
                    "the end '" + end + "' of the range names more partitions than topic '" + topic.name() + "' has: "
                            + topic.partitions());
        }
        return end.offsets();
    }

    private static RunFailure offsetMissing(TopicFacts topic, RangeEnd end, int partition) {
        return RunFailure.of(
                RuntimeCode.BOOTSTRAP_REQUEST,
                "the end '" + end + "' of the range has no offset for partition " + partition,
                "topic '" + topic.name() + "' has " + topic.partitions()
                        + " partitions, and each needs one: 0=1200,1=1187");
    }

    private void requireThere(Map<Integer, Long> earliest, Map<Integer, Long> latest) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
            long first = from.getOrDefault(partition, 0L);
            long behind = to.getOrDefault(partition, 0L);
            if (first > behind) {
                throw RunFailure.of(
                        RuntimeCode.BOOTSTRAP_REQUEST,
                        "the range ends before it begins: partition " + partition + " of topic '" + topic.name()
                                + "' from offset " + first + " to " + behind,
                        "the first offset of a range is in it, the last is not");
            }
            long oldest = earliest.getOrDefault(partition, 0L);
            long end = latest.getOrDefault(partition, 0L);
            if (first < oldest || behind > end) {
                throw RunFailure.of(
                        RuntimeCode.BOOTSTRAP_REQUEST,
                        "the range is not in the topic: partition " + partition + " of topic '" + topic.name()
                                + "' from offset " + first + " to " + behind,
                        "the topic holds " + oldest + " to " + end);
            }
        }
    }

    private void requireEvents() {
        if (from.equals(to)) {
            throw RunFailure.of(
                    RuntimeCode.HISTORY_EMPTY,
                    "the range holds no events: topic '" + topic.name() + "' at offsets " + new TreeMap<>(from),
                    "without a history to begin with, leave --bootstrap out");
        }
    }

    /** How many offsets it spans. */
    long offsets() {
        return to.entrySet().stream()
                .mapToLong(end -> end.getValue() - from.getOrDefault(end.getKey(), 0L))
                .sum();
    }
}
