package dev.forebay.runtime.transaction;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import java.util.Random;

/** A run that another process takes over from. */
public final class FencedRun {
    private FencedRun() {}

    /**
     * What the loser says.
     *
     * @param claim a record of kind {@link JournalRecord.Kind#CLAIM}
     * @param winner the process that takes over
     */
    public static RunFailure failure(JournalRecord claim, Instance winner) {
        SimulatedBroker broker = new SimulatedBroker(new Random(1), 0);
        CommitChannel first = broker.connect();
        first.open();
        CommitProtocol loser = CommitProtocol.claim(first, claim, null);
        CommitChannel second = broker.connect();
        second.open();
        CommitProtocol.claim(
                second, claim.standing(JournalRecord.Kind.CLAIM, claim.digest(), winner, claim.atMillis()), claim);
        return catchThrowableOfType(RunFailure.class, () -> loser.add(new EncodedFrame()));
    }
}
