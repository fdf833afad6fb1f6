/**
 * Sums and variances without rounding errors: integers in units of a power of two, that can be added to and taken from in any order.
 *
 * <p>Start reading at {@link dev.forebay.engine.exact.ExactSum}.
 */
@NullMarked
package dev.forebay.engine.exact;

import org.jspecify.annotations.NullMarked;
