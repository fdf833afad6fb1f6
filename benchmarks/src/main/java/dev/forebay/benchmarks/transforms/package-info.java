/** Fitted transforms in memory: the engine's operators beside scikit-learn and ONNX Runtime. */
@NullMarked
package dev.forebay.benchmarks.transforms;

import org.jspecify.annotations.NullMarked;
