/**
 * Fitting the transforms of a definition on a history.
 *
 * <p>Start reading at {@link dev.forebay.runtime.fit.FitRun}.
 */
@NullMarked
package dev.forebay.runtime.fit;

import org.jspecify.annotations.NullMarked;
