/**
 * Rows as typed column vectors: what decoders fill, operators compute on and encoders read.
 *
 * <p>Start reading at {@link dev.forebay.types.batch.Vector}, then {@link dev.forebay.types.batch.EventBatch}.
 */
@NullMarked
package dev.forebay.types.batch;

import org.jspecify.annotations.NullMarked;
