/**
 * What a model was validated with, and whether a release gives it that.
 *
 * <p>Start reading at {@link dev.forebay.release.contract.OutputContract}.
 */
@NullMarked
package dev.forebay.release.contract;

import org.jspecify.annotations.NullMarked;
