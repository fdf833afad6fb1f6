package dev.forebay.runtime.kafka;

/**
 * What a run needs to know of a topic.
 *
 * @param id Kafka's id of the topic, as text; another one after the topic is deleted and made again
 * @param maxMessageBytes the largest batch the topic takes
 * @param retentionMillis how long the topic keeps records, by their timestamp; negative for ever
 * @param stampsOnArrival whether the broker puts its own time in place of a record's
 */
public record TopicFacts(
        String name, String id, int partitions, int maxMessageBytes, long retentionMillis, boolean stampsOnArrival) {

    /** The same topic where records may not be larger than {@code bytes} for another reason. */
    public TopicFacts takingAtMost(int bytes) {
        return new TopicFacts(name, id, partitions, Math.min(bytes, maxMessageBytes), retentionMillis, stampsOnArrival);
    }
}
