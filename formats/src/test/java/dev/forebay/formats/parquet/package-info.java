/** Parquet held against DuckDB. */
@NullMarked
package dev.forebay.formats.parquet;

import org.jspecify.annotations.NullMarked;
