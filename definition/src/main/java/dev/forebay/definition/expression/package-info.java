/**
 * SQL scalar expressions as they were written.
 *
 * <p>Start reading at {@link dev.forebay.definition.expression.Expression}.
 */
@NullMarked
package dev.forebay.definition.expression;

import org.jspecify.annotations.NullMarked;
