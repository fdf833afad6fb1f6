/**
 * What changes from one release to another.
 *
 * <p>Start reading at {@link dev.forebay.release.diff.ReleaseDiff}.
 */
@NullMarked
package dev.forebay.release.diff;

import org.jspecify.annotations.NullMarked;
