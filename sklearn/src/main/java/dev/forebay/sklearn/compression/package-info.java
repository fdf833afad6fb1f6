/**
 * The compressions that joblib writes, found by their first bytes and undone within bounds.
 *
 * <p>Start reading at {@link dev.forebay.sklearn.compression.Compression}.
 */
@NullMarked
package dev.forebay.sklearn.compression;

import org.jspecify.annotations.NullMarked;
