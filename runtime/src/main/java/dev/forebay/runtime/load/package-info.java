/**
 * From a definition's file to a plan that can be run.
 *
 * <p>Start reading at {@link dev.forebay.runtime.load.PipelineLoader}.
 */
@NullMarked
package dev.forebay.runtime.load;

import org.jspecify.annotations.NullMarked;
