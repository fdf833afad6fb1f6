/**
 * Avro out: rows as single-object encoded records, and the schema they are written with.
 *
 * <p>Start reading at {@link dev.forebay.formats.avro.AvroSchema}.
 */
@NullMarked
package dev.forebay.formats.avro;

import org.jspecify.annotations.NullMarked;
