/**
 * What becomes of rejected events: their original bytes and all reasons, as a record or a line of a file.
 *
 * <p>Start reading at {@link dev.forebay.runtime.rejected.DeadLetter}.
 */
@NullMarked
package dev.forebay.runtime.rejected;

import org.jspecify.annotations.NullMarked;
