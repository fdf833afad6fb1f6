package dev.forebay.formats.parquet;

import org.jspecify.annotations.Nullable;

/**
 * A data page, unpacked.
 *
 * @param rows how many values it has, nulls included
 * @param levels how much of each value's path is there; null where all of it always is
 */
record Page(int rows, @Nullable RunLengths levels, Values values) {}
