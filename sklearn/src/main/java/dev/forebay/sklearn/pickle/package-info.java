/**
 * Pickles as inert data: protocols 2 to 5, and joblib's arrays between the instructions.
 *
 * <p>A pickle is a program for a small stack machine. This reader knows the instructions that build data and the few names
 * of {@link dev.forebay.sklearn.pickle.AllowedGlobal}; any other name or instruction ends the reading. It loads no class,
 * calls nothing that the file names, and keeps to {@link dev.forebay.sklearn.pickle.Limits}.
 *
 * <p>Start reading at {@link dev.forebay.sklearn.pickle.PickleReader}, then {@code Unpickler}.
 */
@NullMarked
package dev.forebay.sklearn.pickle;

import org.jspecify.annotations.NullMarked;
