/**
 * Hash functions whose values never change: features and state depend on them.
 *
 * <p>Start reading at {@link dev.forebay.engine.hash.XxHash64}.
 */
@NullMarked
package dev.forebay.engine.hash;

import org.jspecify.annotations.NullMarked;
