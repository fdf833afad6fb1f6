/**
 * What the engine's windows cost, in time and memory, as keys, aggregates or lengths grow: columns in, columns out, nothing
 * else.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.keys.KeyedLoad}, then {@link dev.forebay.benchmarks.keys.WindowCost}.
 */
@NullMarked
package dev.forebay.benchmarks.keys;

import org.jspecify.annotations.NullMarked;
