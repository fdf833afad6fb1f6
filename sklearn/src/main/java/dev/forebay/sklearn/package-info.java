/**
 * Fitted state of scikit-learn, read from joblib and pickle files without Python and without running anything in them.
 *
 * <p>Start reading at {@link dev.forebay.sklearn.FittedStateReader}. The bytes are read in {@code pickle}; what is made of
 * them here is checked values and nothing else.
 */
@NullMarked
package dev.forebay.sklearn;

import org.jspecify.annotations.NullMarked;
