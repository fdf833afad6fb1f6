/**
 * The benchmarks' commands, behind the script {@code benchmarks/run}.
 *
 * <p>Start reading at {@link dev.forebay.benchmarks.Main}; what is measured and how stands in {@code README.md}.
 */
@NullMarked
package dev.forebay.benchmarks;

import org.jspecify.annotations.NullMarked;
