/**
 * Turns a definition into a plan: binds names, gives types, orders the steps, checks what was fitted.
 *
 * <p>Start reading at {@link dev.forebay.plan.resolve.Resolver}; one expression is the business of {@code ExpressionResolver}. All
 * that is wrong is said in one run: what could not be resolved is remembered as broken, and what uses it says nothing more.
 */
@NullMarked
package dev.forebay.plan.resolve;

import org.jspecify.annotations.NullMarked;
