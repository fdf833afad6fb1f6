/**
 * How output is committed exactly once.
 *
 * <p>Start reading at {@link dev.forebay.runtime.transaction.CommitProtocol}: the state machine, free of Kafka and of clocks. What it
 * asks of the outside is {@link dev.forebay.runtime.transaction.CommitChannel}; {@code KafkaChannel} is that on Kafka.
 */
@NullMarked
package dev.forebay.runtime.transaction;

import org.jspecify.annotations.NullMarked;
