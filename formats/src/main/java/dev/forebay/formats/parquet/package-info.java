/**
 * Parquet files: read straight into column vectors, and written from rows. All of it is here, without Hadoop: the compact Thrift of the
 * footer and page headers, the encodings of values and levels, the codecs.
 *
 * <p>Start reading at {@link dev.forebay.formats.parquet.ParquetReader}, then {@code ColumnCursor} and {@code Values}; for the other way
 * at {@link dev.forebay.formats.parquet.ParquetWriter}.
 */
@NullMarked
package dev.forebay.formats.parquet;

import org.jspecify.annotations.NullMarked;
