/**
 * The test kit: a slow interpreter of plans to compare engines with.
 *
 * <p>Start reading at {@link dev.forebay.testing.ReferenceInterpreter}. What expressions mean is in {@code expression}, random
 * plans and events are in {@code generate}.
 */
@NullMarked
package dev.forebay.testing;

import org.jspecify.annotations.NullMarked;
