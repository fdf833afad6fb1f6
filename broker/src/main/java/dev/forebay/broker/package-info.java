/**
 * A real single-node Kafka (KRaft) in this JVM, for the demo, for tests and for benchmarks. It listens on 127.0.0.1 only.
 *
 * <p>Start reading at {@link dev.forebay.broker.EmbeddedKafka}. Kafka's internal server classes are used in
 * {@code KraftServer} alone.
 *
 * <p>Logging goes to slf4j; this module brings no binding. Without one nothing is logged; with one, the loggers
 * {@code kafka}, {@code org.apache.kafka} and {@code state.change.logger} decide, and a launcher that wants a quiet broker
 * sets them to {@code off}.
 */
@NullMarked
package dev.forebay.broker;

import org.jspecify.annotations.NullMarked;
