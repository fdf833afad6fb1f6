/**
 * The journal: one record for every commit, which says what was read in which order and what became of it. It is the truth
 * about what was committed.
 *
 * <p>Start reading at {@link dev.forebay.runtime.journal.JournalRecord}; its bytes are in {@code JournalCodec}.
 */
@NullMarked
package dev.forebay.runtime.journal;

import org.jspecify.annotations.NullMarked;
