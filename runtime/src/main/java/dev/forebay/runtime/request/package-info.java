/**
 * Scores of single events on request, over HTTP, from the live state of a run.
 *
 * <p>Start reading at {@link dev.forebay.runtime.request.RequestServer}; what an answer guarantees is told at {@link
 * dev.forebay.runtime.request.Scoring}.
 */
@NullMarked
package dev.forebay.runtime.request;

import org.jspecify.annotations.NullMarked;
