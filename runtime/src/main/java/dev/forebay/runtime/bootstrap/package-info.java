/**
 * The warm start: a history that makes a pipeline's state before it goes live, and of which nothing is emitted.
 *
 * <p>Start reading at {@link dev.forebay.runtime.bootstrap.WarmStart}.
 */
@NullMarked
package dev.forebay.runtime.bootstrap;

import org.jspecify.annotations.NullMarked;
