/**
 * The slow, obvious interpreter of typed expressions: one row at a time, boxed values, nothing shared with the engine.
 *
 * <p>Start reading at {@link dev.forebay.testing.expression.ReferenceEvaluator}; what functions mean is in the classes that
 * {@link dev.forebay.testing.expression.Interpretations} puts together.
 */
@NullMarked
package dev.forebay.testing.expression;

import org.jspecify.annotations.NullMarked;
