/** Compares two outputs, row by row and column by column. Start reading at {@link dev.forebay.cli.compare.OutputComparison}. */
@NullMarked
package dev.forebay.cli.compare;

import org.jspecify.annotations.NullMarked;
