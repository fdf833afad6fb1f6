/**
 * The function library as data: names, signatures, what each does, examples. How a function computes is in the engine.
 *
 * <p>Start reading at {@link dev.forebay.plan.function.FunctionLibrary}.
 */
@NullMarked
package dev.forebay.plan.function;

import org.jspecify.annotations.NullMarked;
