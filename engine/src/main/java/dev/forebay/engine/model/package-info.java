/**
 * The model on the vector, as the last step of a pipeline.
 *
 * <p>Start reading at {@link dev.forebay.engine.model.ScoreOperator}.
 */
@NullMarked
package dev.forebay.engine.model;

import org.jspecify.annotations.NullMarked;
