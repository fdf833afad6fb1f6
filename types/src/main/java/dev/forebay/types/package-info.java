/**
 * Column types and schemas: the vocabulary that every other module shares.
 *
 * <p>Start reading at {@link dev.forebay.types.Type}. The columns themselves are in {@code batch}, what is said to a
 * user about a mistake in {@code diagnostic}.
 */
@NullMarked
package dev.forebay.types;

import org.jspecify.annotations.NullMarked;
