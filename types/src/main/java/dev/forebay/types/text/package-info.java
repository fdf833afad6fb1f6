/**
 * Single values as text, straight from and to bytes: numbers, timestamps, dates, UTF-8.
 *
 * <p>Start reading at {@link dev.forebay.types.text.DecimalText} and {@link dev.forebay.types.text.DoubleWriter}. Nothing
 * here allocates on its usual path.
 */
@NullMarked
package dev.forebay.types.text;

import org.jspecify.annotations.NullMarked;
