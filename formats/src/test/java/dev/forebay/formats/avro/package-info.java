/** Avro held against the Apache library. */
@NullMarked
package dev.forebay.formats.avro;

import org.jspecify.annotations.NullMarked;
