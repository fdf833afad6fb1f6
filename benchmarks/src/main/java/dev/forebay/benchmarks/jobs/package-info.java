/**
 * What the hand-written jobs over Kafka have in common: how they are started, the clients' settings, and how Flink and Kafka
 * Streams are set up.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.jobs.JobArguments}.
 */
@NullMarked
package dev.forebay.benchmarks.jobs;

import org.jspecify.annotations.NullMarked;
