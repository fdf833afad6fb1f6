package dev.forebay.runtime.transaction;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.JournalRecord;
import java.util.Optional;

/**
 * A place that takes output in transactions, one at a time, from one owner at a time.
 *
 * <p>A method that fails with {@link ChannelFailure} leaves it unknown whether what it asked for happened; the channel is then
 * {@link #open}ed again before anything else. Any other exception ends the run. <b>Threads</b>: one at a time.
 */
interface CommitChannel {

    /**
     * Makes this process the only one that can commit. On return every earlier transaction, of this process or another, is either
     * committed or will never be.
     */
    void open();

    /** The newest committed journal record; certain after {@link #open}. */
    Optional<JournalRecord> last();

    /** Begins a transaction. */
    void begin();

    /** Writes the output and dead letters of a frame in the open transaction. */
    void send(EncodedFrame frame);

    /** Writes the journal record and the positions it names in the open transaction, and commits. */
    void commit(JournalRecord record);

    /** Waits before another attempt, longer the more there were. */
    void pause(int attempt, ChannelFailure failure);

    /** Something of the channel failed in a way that may pass. */
    final class ChannelFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean fenced;

        /**
         * A failure.
         *
         * @param fenced whether it looks as if another process had opened the channel (or the broker had given up a transaction)
         */
        ChannelFailure(String message, Throwable cause, boolean fenced) {
            super(message, cause);
            this.fenced = fenced;
        }

        boolean looksFenced() {
            return fenced;
        }
    }
}
