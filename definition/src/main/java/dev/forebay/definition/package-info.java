/**
 * A definition as it was written: the YAML file and its expressions as a tree in which everything has a place. Nothing is
 * resolved here: names may be unknown and types wrong.
 *
 * <p>Start reading at {@link dev.forebay.definition.Definition}; expressions are in {@code expression}.
 */
@NullMarked
package dev.forebay.definition;

import org.jspecify.annotations.NullMarked;
