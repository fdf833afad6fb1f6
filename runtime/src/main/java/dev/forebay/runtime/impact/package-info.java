/**
 * What a change does to recorded events: two pipelines side by side over the same input.
 *
 * <p>Start reading at {@link dev.forebay.runtime.impact.ImpactRun}.
 */
@NullMarked
package dev.forebay.runtime.impact;

import org.jspecify.annotations.NullMarked;
