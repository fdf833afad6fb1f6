/**
 * The resolved, typed, immutable plan of a pipeline: names bound, types known, nothing in it can be ill-typed.
 *
 * <p>Start reading at {@link dev.forebay.plan.Plan}. Expressions are in {@code expression}, the functions they call in
 * {@code function}, fitted state in {@code fitted}; {@code resolve} makes a plan from a definition and is the only package here
 * that knows definitions.
 */
@NullMarked
package dev.forebay.plan;

import org.jspecify.annotations.NullMarked;
