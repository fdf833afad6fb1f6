/**
 * How long one event takes in process: a batch of one, from its JSON to the row's JSON.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.latency.EventLatency}.
 */
@NullMarked
package dev.forebay.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
