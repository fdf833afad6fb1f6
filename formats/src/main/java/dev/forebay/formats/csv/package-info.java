/**
 * CSV records (RFC 4180) to columns and back.
 *
 * <p>Start reading at {@link dev.forebay.formats.csv.CsvDecoder}; {@link dev.forebay.formats.csv.CsvRecord} has the grammar.
 */
@NullMarked
package dev.forebay.formats.csv;

import org.jspecify.annotations.NullMarked;
