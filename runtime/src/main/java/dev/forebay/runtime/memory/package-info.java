/**
 * How much memory a run may take for what is in flight. Start reading at {@link dev.forebay.runtime.memory.MemoryBudget}.
 */
@NullMarked
package dev.forebay.runtime.memory;

import org.jspecify.annotations.NullMarked;
