/**
 * Plans told to people and programs: what is read, checked, computed and put out, and from what each column comes.
 *
 * <p>Start reading at {@link dev.forebay.plan.explain.PlanExplanation}.
 */
@NullMarked
package dev.forebay.plan.explain;

import org.jspecify.annotations.NullMarked;
