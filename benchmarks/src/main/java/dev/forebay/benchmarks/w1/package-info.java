/**
 * Workload W1: the amount, its {@code log1p} and the hour of day (UTC), each scaled by a fitted mean and scale; JSON in, the
 * id and three numbers as JSON out. Here are the hand-written jobs that Forebay is measured against, each with its own
 * {@code main}.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.w1.Scaler}, then at the jobs: {@link
 * dev.forebay.benchmarks.w1.PlainLoop}, {@link dev.forebay.benchmarks.w1.StreamsJob}, {@link
 * dev.forebay.benchmarks.w1.FlinkJob}.
 */
@NullMarked
package dev.forebay.benchmarks.w1;

import org.jspecify.annotations.NullMarked;
