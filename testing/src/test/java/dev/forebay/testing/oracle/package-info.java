/**
 * The engine against the interpreter: the same plans, the same events, every split into batches, the same answer to the last bit.
 *
 * <p>Start reading at {@link dev.forebay.testing.oracle.EngineEqualsInterpreterTest}.
 */
@NullMarked
package dev.forebay.testing.oracle;

import org.jspecify.annotations.NullMarked;
