/**
 * One owner per pipeline: who runs it, and whether that one is still alive.
 *
 * <p>Start reading at {@link dev.forebay.runtime.ownership.OwnerCheck}.
 */
@NullMarked
package dev.forebay.runtime.ownership;

import org.jspecify.annotations.NullMarked;
