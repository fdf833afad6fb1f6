/**
 * Single values as text, straight from and to bytes: numbers, timestamps, dates, UTF-8.
 *
 * <p>Start reading at {@link dev.forebay.formats.text.DecimalText} and {@link dev.forebay.formats.text.DoubleWriter}. Nothing
 * here allocates on its usual path.
 */
@NullMarked
package dev.forebay.formats.text;

import org.jspecify.annotations.NullMarked;
