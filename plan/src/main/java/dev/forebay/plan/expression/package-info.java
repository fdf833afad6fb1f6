/**
 * Typed expressions: what a definition's expressions are once names are bound and types known.
 *
 * <p>Start reading at {@link dev.forebay.plan.expression.TypedExpression}.
 */
@NullMarked
package dev.forebay.plan.expression;

import org.jspecify.annotations.NullMarked;
