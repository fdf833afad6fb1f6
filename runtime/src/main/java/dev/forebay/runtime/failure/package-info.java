/**
 * What stops a run, as something a user can read: codes FB8xxx for the environment, FB9xxx for a defect of ours.
 *
 * <p>Start reading at {@link dev.forebay.runtime.failure.RunFailure}.
 */
@NullMarked
package dev.forebay.runtime.failure;

import org.jspecify.annotations.NullMarked;
