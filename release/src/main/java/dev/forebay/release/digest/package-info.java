/**
 * What content is known by, and how digests of a plan's columns are made.
 *
 * <p>Start reading at {@link dev.forebay.release.digest.PlanDigests}.
 */
@NullMarked
package dev.forebay.release.digest;

import org.jspecify.annotations.NullMarked;
