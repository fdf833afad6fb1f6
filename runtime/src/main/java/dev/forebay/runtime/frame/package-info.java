/**
 * Batches on their way through a run: received and computed in a {@link dev.forebay.runtime.frame.Frame}, encoded into an
 * {@link dev.forebay.runtime.frame.EncodedFrame}, which is what is committed.
 *
 * <p>Start reading at {@link dev.forebay.runtime.frame.FrameWorker}.
 */
@NullMarked
package dev.forebay.runtime.frame;

import org.jspecify.annotations.NullMarked;
