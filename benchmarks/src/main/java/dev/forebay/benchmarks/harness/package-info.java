/**
 * Runs contestants one after the other against one broker and measures them all from outside, in the same way: by the
 * broker's timestamps of their outputs, their processes' CPU time, and a check of every output.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.harness.Race}.
 */
@NullMarked
package dev.forebay.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
