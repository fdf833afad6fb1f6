/**
 * The keys of a definition as one table: their shapes, defaults and meanings. The parser checks against it, and the JSON
 * Schema and the reference are written from it.
 *
 * <p>Start reading at {@link dev.forebay.definition.keys.KeyTable}.
 */
@NullMarked
package dev.forebay.definition.keys;

import org.jspecify.annotations.NullMarked;
