/**
 * W1 and W2 in memory: JSON bytes in, an event's numbers out, without Kafka and without writing JSON.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.memory.InMemoryRace}.
 */
@NullMarked
package dev.forebay.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
