/**
 * What a run tells about itself: figures for a live screen, metrics for Prometheus, health over HTTP.
 *
 * <p>Start reading at {@link dev.forebay.runtime.metrics.RunMonitor}.
 */
@NullMarked
package dev.forebay.runtime.metrics;

import org.jspecify.annotations.NullMarked;
