/**
 * W1 in memory, one thread: JSON bytes in, three numbers an event out, without Kafka and without writing JSON.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.memory.InMemoryRace}.
 */
@NullMarked
package dev.forebay.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
