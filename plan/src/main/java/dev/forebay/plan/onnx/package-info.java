/**
 * Fitted transforms as an ONNX graph, written without a library.
 *
 * <p>Start reading at {@link dev.forebay.plan.onnx.OnnxExport}.
 */
@NullMarked
package dev.forebay.plan.onnx;

import org.jspecify.annotations.NullMarked;
