/**
 * Workload W2: validation, then 35 numbers of a card payment: what it is itself, windows of 1, 7 and 30 days over its customer
 * and its terminal, and the time since the customer's last payment, each scaled by a fitted mean and scale; JSON in, the id
 * and the numbers out as JSON or Avro. Here are the hand-written jobs that Forebay is measured against, each with its own
 * {@code main}, and the oracle that checks all outputs.
 *
 * <p><b>The windows.</b> A window of length w of a payment holds the payments of the same key with time in (t - w, t] that
 * came before it, and itself. "Before" is the order in which a job took the payments of that key: a customer's are in one
 * partition and so in one order, a terminal's are in two and their order is the job's own.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.w2.VectorColumns}, then at the jobs: {@link
 * dev.forebay.benchmarks.w2.PlainLoop}, {@link dev.forebay.benchmarks.w2.StreamsJob}, {@link
 * dev.forebay.benchmarks.w2.FlinkJob}, then at {@link dev.forebay.benchmarks.w2.WindowOracle}.
 */
@NullMarked
package dev.forebay.benchmarks.w2;

import org.jspecify.annotations.NullMarked;
