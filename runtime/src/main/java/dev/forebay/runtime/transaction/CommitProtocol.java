package dev.forebay.runtime.transaction;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commits frames in order, each exactly once, over a channel that may fail at any moment.
 *
 * <pre>
 *              add                 commit               answered
 *   IDLE ───────────▶ FILLING ───────────▶ COMMITTING ───────────▶ IDLE, number + 1
 *                        │                     │
 *                        │ failed              │ failed: outcome unknown
 *                        ▼                     ▼
 *                     SETTLING: open the channel again, read the newest journal record
 *                        number is that of the commit in doubt   ▶ it happened: IDLE
 *                        number is the one before                ▶ it did not: send the same frames again
 *                        the record is another instance's        ▶ FENCED: stop
 * </pre>
 *
 * <p>The journal's number is the truth. A commit's record is in the transaction that it describes, so it is there if and only if the
 * output is; and opening the channel settles every transaction that was under way, so what is read then cannot change any more.
 * What is sent again is the encoded bytes as they were: computed state never rolls back.
 *
 * <p><b>Threads</b>: one at a time.
 */
final class CommitProtocol {
    private final CommitChannel channel;
    private final Instance instance;

    /** What the journal showed when the channel was opened; nobody else's record may follow it. */
    private final @Nullable JournalRecord predecessor;

    private boolean claimed;

    /** The newest record committed by this instance, or before that what it starts from. */
    private JournalRecord standing;

    /** The frames of the open transaction, in order. */
    private final List<EncodedFrame> filling = new ArrayList<>();

    private boolean begun;

    private CommitProtocol(CommitChannel channel, JournalRecord claim, @Nullable JournalRecord predecessor) {
        this.channel = channel;
        this.instance = claim.instance();
        this.standing = claim;
        this.predecessor = predecessor;
    }

    /**
     * Takes the channel, which must be open, with a claim in the journal. From here on a record of another instance means that this
     * one was fenced.
     *
     * @param claim the standing to begin with, of kind {@link JournalRecord.Kind#CLAIM}
     * @param predecessor the newest record when the channel was opened; null for an empty journal
     */
    static CommitProtocol claim(CommitChannel channel, JournalRecord claim, @Nullable JournalRecord predecessor) {
        CommitProtocol protocol = new CommitProtocol(channel, claim, predecessor);
        protocol.mark(claim);
        protocol.claimed = true;
        return protocol;
    }

    /** The newest committed record. */
    JournalRecord standing() {
        return standing;
    }

    /** The frames that wait for {@link #commit}. */
    List<EncodedFrame> filling() {
        return filling;
    }

    /** Writes a frame's output; the frame must not change until a commit has returned. */
    void add(EncodedFrame frame) {
        filling.add(frame);
        try {
            beginOnce();
            channel.send(frame);
        } catch (CommitChannel.ChannelFailure failure) {
            settle(null, failure);
        }
    }

    /**
     * Commits all frames added since the last commit. On return they are committed.
     *
     * @param record of kind {@link JournalRecord.Kind#COMMIT} with the next number
     */
    void commit(JournalRecord record) {
        if (record.number() != standing.number() + 1 || filling.isEmpty()) {
            throw new IllegalStateException(
                    "commit " + record.number() + " of " + filling.size() + " frames after " + standing.number());
        }
        try {
            channel.commit(record);
            done(record);
        } catch (CommitChannel.ChannelFailure failure) {
            settle(record, failure);
        }
    }

    /** Writes a record that commits nothing (a claim, a heartbeat, a release) in a transaction of its own; only between commits. */
    void mark(JournalRecord record) {
        if (!filling.isEmpty()) {
            throw new IllegalStateException(record.kind() + " inside of a transaction");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                channel.begin();
                channel.commit(record);
                standing = record;
                return;
            } catch (CommitChannel.ChannelFailure failure) {
                JournalRecord newest = reopen(attempt, failure);
                if (record.equals(newest)) {
                    standing = record;
                    return;
                }
            }
        }
    }

    /** Gives up what was added since the last commit: the broker forgets it, and whoever owns the pipeline next reads it again. */
    void abandon() {
        if (begun || !filling.isEmpty()) {
            filling.clear();
            begun = false;
            channel.open();
        }
    }

    /** After a failure: finds out where things stand and brings them to where they should be. */
    private void settle(@Nullable JournalRecord inDoubt, CommitChannel.ChannelFailure first) {
        CommitChannel.ChannelFailure failure = first;
        for (int attempt = 1; ; attempt++) {
            try {
                begun = false;
                JournalRecord newest = reopen(attempt, failure);
                long number = newest == null ? 0 : newest.number();
                if (inDoubt != null && number == inDoubt.number()) {
                    done(inDoubt);
                    return;
                }
                if (number != standing.number()) {
                    throw RunFailure.of(
                            RuntimeCode.DEFECT,
                            "the journal stands at commit " + number + ", this run at " + standing.number(),
                            "both are of this instance: this is a defect of Forebay; nothing was written since");
                }
                beginOnce();
                for (EncodedFrame frame : filling) {
                    channel.send(frame);
                }
                if (inDoubt != null) {
                    channel.commit(inDoubt);
                    done(inDoubt);
                }
                return;
            } catch (CommitChannel.ChannelFailure again) {
                failure = again;
            }
        }
    }

    /** Opens the channel again and reads what it last committed; retries until it can, or this instance proves fenced. */
    private @Nullable JournalRecord reopen(int firstAttempt, CommitChannel.ChannelFailure first) {
        CommitChannel.ChannelFailure failure = first;
        for (int attempt = firstAttempt; ; attempt++) {
            channel.pause(attempt, failure);
            try {
                if (failure.looksFenced()) {
                    // Looked at before opening, because opening would fence the one that fenced us.
                    requireMine(channel.last());
                }
                channel.open();
                Optional<JournalRecord> newest = channel.last();
                requireMine(newest);
                return newest.orElse(null);
            } catch (CommitChannel.ChannelFailure again) {
                failure = again;
            }
        }
    }

    private void requireMine(Optional<JournalRecord> newest) {
        if (newest.isEmpty() || isMine(newest.get())) {
            return;
        }
        if (!claimed && newest.get().equals(predecessor)) {
            return;
        }
        Instance other = newest.get().instance();
        throw RunFailure.of(
                RuntimeCode.FENCED,
                "another process took this pipeline over: pid " + other.pid() + " on " + other.host() + ", since "
                        + Instant.ofEpochMilli(other.sinceMillis()),
                "this process stops; what it had not committed is processed by the other one",
                "to run it here, stop the other process first, or start with --take-over");
    }

    private boolean isMine(JournalRecord record) {
        return record.instance().id().equals(instance.id());
    }

    private void beginOnce() {
        if (!begun) {
            channel.begin();
            begun = true;
        }
    }

    private void done(JournalRecord record) {
        standing = record;
        filling.clear();
        begun = false;
    }
}
