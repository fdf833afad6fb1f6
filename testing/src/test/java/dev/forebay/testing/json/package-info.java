/**
 * A second opinion on JSON events: read by Jackson into a tree, then judged field by field.
 *
 * <p>Start reading at {@link dev.forebay.testing.json.JacksonEventReader}.
 */
@NullMarked
package dev.forebay.testing.json;

import org.jspecify.annotations.NullMarked;
