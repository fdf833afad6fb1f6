/**
 * Typed expressions compiled into one graph of operators over columns.
 *
 * <p>Start reading at {@link dev.forebay.engine.expression.Program}. Errors: a row on which an operator fails carries one bit;
 * what to tell about it is found afterwards, by walking the expression for that row ({@code Explainer}).
 */
@NullMarked
package dev.forebay.engine.expression;

import org.jspecify.annotations.NullMarked;
