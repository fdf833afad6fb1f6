/**
 * What can be wrong with a definition, and how a decoded text leads back to its place in the file.
 *
 * <p>Start reading at {@link dev.forebay.definition.diagnostic.DefinitionCode}.
 */
@NullMarked
package dev.forebay.definition.diagnostic;

import org.jspecify.annotations.NullMarked;
