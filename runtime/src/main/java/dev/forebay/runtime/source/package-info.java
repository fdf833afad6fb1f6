/**
 * Reads events from Kafka straight into frames.
 *
 * <p>Start reading at {@link dev.forebay.runtime.source.SourceReader}.
 */
@NullMarked
package dev.forebay.runtime.source;

import org.jspecify.annotations.NullMarked;
