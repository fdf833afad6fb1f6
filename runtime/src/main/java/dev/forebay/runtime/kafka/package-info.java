/**
 * What is asked of Kafka besides events: client settings, clusters, topics, positions, the journal's topic.
 *
 * <p>Start reading at {@link dev.forebay.runtime.kafka.KafkaSettings}.
 */
@NullMarked
package dev.forebay.runtime.kafka;

import org.jspecify.annotations.NullMarked;
