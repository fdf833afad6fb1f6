/**
 * Windows over the past of keys: one buffer a key, shared by all windows and aggregates on it.
 *
 * <p>Start reading at {@link dev.forebay.engine.window.WindowState}, then {@link dev.forebay.engine.window.Shard}. What is computed is
 * {@link dev.forebay.plan.window.Windowing}.
 */
@NullMarked
package dev.forebay.engine.window;

import org.jspecify.annotations.NullMarked;
