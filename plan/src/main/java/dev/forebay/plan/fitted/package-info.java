/**
 * What a fitted transform learned, frozen: parameters only, no code.
 *
 * <p>Start reading at {@link dev.forebay.plan.fitted.FittedState}.
 */
@NullMarked
package dev.forebay.plan.fitted;

import org.jspecify.annotations.NullMarked;
