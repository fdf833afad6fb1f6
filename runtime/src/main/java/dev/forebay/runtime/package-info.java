/**
 * The embedded engine: a pipeline from Kafka to Kafka, exactly once, in one JVM.
 *
 * <p>Start reading at {@link dev.forebay.runtime.EmbeddedRun}. How nothing is lost or doubled is told in
 * {@code docs/concepts/exactly-once.md}; its state machine is {@code transaction.CommitProtocol}. Files are in {@code backfill}.
 */
@NullMarked
package dev.forebay.runtime;

import org.jspecify.annotations.NullMarked;
