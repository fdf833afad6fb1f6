/**
 * Fitting: columns of history in, what a transformer learns of them out, with scikit-learn's arithmetic step by step.
 *
 * <p>Start reading at {@link dev.forebay.engine.fit.GroupFit}.
 */
@NullMarked
package dev.forebay.engine.fit;

import org.jspecify.annotations.NullMarked;
