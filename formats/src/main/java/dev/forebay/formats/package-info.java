/**
 * Bytes to batches and back.
 *
 * <p>Records become columns by a {@link dev.forebay.types.batch.RecordDecoder}, rows become records by a {@link
 * dev.forebay.formats.RowEncoder}: start reading at {@code json}, then {@code csv}. Files become records in {@code file}.
 */
@NullMarked
package dev.forebay.formats;

import org.jspecify.annotations.NullMarked;
