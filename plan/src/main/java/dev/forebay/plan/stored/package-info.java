/**
 * The stored form of fitted state: a text that a person reads, canonical and without loss.
 *
 * <p>Start reading at {@link dev.forebay.plan.stored.StoredState}.
 */
@NullMarked
package dev.forebay.plan.stored;

import org.jspecify.annotations.NullMarked;
