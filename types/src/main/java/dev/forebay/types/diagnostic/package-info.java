/**
 * What is said to a user about a mistake: a value with a code, a place, what was found and what would do, rendered once.
 *
 * <p>Start reading at {@link dev.forebay.types.diagnostic.Diagnostic}.
 */
@NullMarked
package dev.forebay.types.diagnostic;

import org.jspecify.annotations.NullMarked;
