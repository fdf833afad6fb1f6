/**
 * Windows over the past of a key and the aggregates on them, resolved.
 *
 * <p>Start reading at {@link dev.forebay.plan.window.Windowing}.
 */
@NullMarked
package dev.forebay.plan.window;

import org.jspecify.annotations.NullMarked;
