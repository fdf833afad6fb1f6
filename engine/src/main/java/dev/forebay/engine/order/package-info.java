/**
 * What depends on the order of events across batches: watermarks and duplicates.
 *
 * <p>Start reading at {@link dev.forebay.engine.order.OrderingStage}.
 */
@NullMarked
package dev.forebay.engine.order;

import org.jspecify.annotations.NullMarked;
