/**
 * Bytes to batches and back.
 *
 * <p>Records become columns by a {@link dev.forebay.types.batch.RecordDecoder}; files become records by an {@link
 * dev.forebay.formats.EventFileReader}. Start reading at {@code json}; how single values are written as text is in {@code text}.
 */
@NullMarked
package dev.forebay.formats;

import org.jspecify.annotations.NullMarked;
