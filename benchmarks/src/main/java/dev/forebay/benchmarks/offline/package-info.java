/**
 * Features of history, file to file: Forebay's backfill beside DuckDB, polars and pandas, each a process of its own.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.offline.OfflineRace}.
 */
@NullMarked
package dev.forebay.benchmarks.offline;

import org.jspecify.annotations.NullMarked;
