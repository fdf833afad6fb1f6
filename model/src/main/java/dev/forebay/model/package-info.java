/**
 * Models and how they are asked.
 *
 * <p>Start reading at {@link dev.forebay.model.OnnxModel}.
 */
@NullMarked
package dev.forebay.model;

import org.jspecify.annotations.NullMarked;
