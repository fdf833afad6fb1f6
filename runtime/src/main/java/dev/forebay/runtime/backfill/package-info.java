/**
 * Files through a pipeline: the same frames as live, complete output by an atomic rename.
 *
 * <p>Start reading at {@link dev.forebay.runtime.backfill.Backfill}.
 */
@NullMarked
package dev.forebay.runtime.backfill;

import org.jspecify.annotations.NullMarked;
