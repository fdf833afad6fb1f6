/**
 * What every function and operator of the library does to columns: one kernel a signature.
 *
 * <p>Start reading at {@link dev.forebay.engine.function.Kernels}. To add a function: its signature in the plan's library,
 * its kernel in the table of its category here.
 */
@NullMarked
package dev.forebay.engine.function;

import org.jspecify.annotations.NullMarked;
