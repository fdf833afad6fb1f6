/**
 * The events of the benchmarks: card transactions as flat JSON, made from a number or read from a file.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.events.EventSource}.
 */
@NullMarked
package dev.forebay.benchmarks.events;

import org.jspecify.annotations.NullMarked;
