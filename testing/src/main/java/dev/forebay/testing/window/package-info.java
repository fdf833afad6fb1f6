/**
 * Windows and aggregates by their definitions: the set of events that each event sees, and exact rational arithmetic over it.
 * Nothing is ever forgotten, bounded or carried from one event to the next.
 *
 * <p>Start reading at {@link dev.forebay.testing.window.ReferenceWindows}.
 */
@NullMarked
package dev.forebay.testing.window;

import org.jspecify.annotations.NullMarked;
