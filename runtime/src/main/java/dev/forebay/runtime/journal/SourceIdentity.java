package dev.forebay.runtime.journal;

/**
 * Which topic of which cluster a journal speaks of. A topic that is deleted and made again has another id.
 *
 * @param topicId Kafka's id of the topic, as text
 */
public record SourceIdentity(String cluster, String topic, String topicId) {}
