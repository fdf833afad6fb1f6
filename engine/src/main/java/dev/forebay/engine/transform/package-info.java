/**
 * Fitted transforms as loops over columns, with scikit-learn's arithmetic step by step.
 *
 * <p>Start reading at {@link dev.forebay.engine.transform.StandardScaler}.
 */
@NullMarked
package dev.forebay.engine.transform;

import org.jspecify.annotations.NullMarked;
