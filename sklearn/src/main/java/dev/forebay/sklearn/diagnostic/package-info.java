/**
 * Why a file of fitted state was not read: the codes, and the one exception that carries them out of the readers.
 *
 * <p>Start reading at {@link dev.forebay.sklearn.diagnostic.SklearnCode}.
 */
@NullMarked
package dev.forebay.sklearn.diagnostic;

import org.jspecify.annotations.NullMarked;
