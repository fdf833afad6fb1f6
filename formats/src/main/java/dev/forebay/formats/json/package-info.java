/**
 * JSON bytes to columns and columns to JSON bytes.
 *
 * <p>Start reading at {@link dev.forebay.formats.json.JsonDecoder}: what it accepts is in {@code JsonScanner}, which fields it
 * reads in {@code ObjectNode}. {@link dev.forebay.formats.json.JsonEncoder} is the way back.
 */
@NullMarked
package dev.forebay.formats.json;

import org.jspecify.annotations.NullMarked;
