/**
 * The operators of a plan: columns in, columns out, plain loops over arrays. No I/O, threads, clocks or chance.
 *
 * <p>Start reading at {@link dev.forebay.engine.CompiledPipeline}. How expressions become operators is in
 * {@code expression}, what single functions do in {@code function}, what needs an order over batches in {@code order}.
 */
@NullMarked
package dev.forebay.engine;

import org.jspecify.annotations.NullMarked;
