package dev.forebay.runtime.transaction;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.JournalRecord;
import java.util.List;

/** Hears of every commit, on the committing thread, before its frames are used again. */
public interface CommitListener {

    /**
     * A commit is confirmed.
     *
     * @param committed its journal record
     * @param frames its frames, in order
     * @param nanos how long the commit took, without the writing that went before it
     */
    void committed(JournalRecord committed, List<EncodedFrame> frames, long nanos);
}
