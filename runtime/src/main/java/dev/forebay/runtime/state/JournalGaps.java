package dev.forebay.runtime.state;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.JournalRecord;
import java.util.List;

/** Holds the commits that a state is rebuilt from to their numbers: a missing one would leave its events out unseen. */
final class JournalGaps {
    private JournalGaps() {}

    /** Requires every commit with a number above {@code from}, up to {@code to}. */
    static void requireNone(List<JournalRecord> commits, long from, long to) {
        long before = from;
        for (JournalRecord commit : commits) {
            if (commit.number() != before + 1) {
                throw missing(before + 1, commit.number() - 1);
            }
            before = commit.number();
        }
        if (before != to) {
            throw missing(before + 1, to);
        }
    }

    private static RunFailure missing(long first, long last) {
        return RunFailure.of(
                RuntimeCode.JOURNAL_GAP,
                "the state cannot be restored: the journal has no commit"
                        + (first == last ? " " + first : "s " + first + " to " + last),
                "were records deleted from the journal's topic, or was its 'cleanup.policy' changed? it must be 'compact'",
                "put the newest snapshot of the state directory back, where there is one that is newer than the gap",
                "or give the pipeline another name to begin anew, without the history");
    }
}
