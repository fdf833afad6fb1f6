package dev.forebay.runtime.transaction;

import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.JournalRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a broker promises about transactions and nothing more: an epoch per open, one transaction at a time, a commit that happens
 * wholly or not at all. Every call may fail before or after it took effect, and the broker may give up a transaction by itself.
 */
final class SimulatedBroker {
    final List<Long> committedTickets = new ArrayList<>();
    final List<JournalRecord> journal = new ArrayList<>();

    private final Random random;
    private final double failureRate;
    private int epoch;
    private @Nullable List<Long> open;

    SimulatedBroker(Random random, double failureRate) {
        this.random = random;
        this.failureRate = failureRate;
    }

    Channel connect() {
        return new Channel();
    }

    /** One process's connection. */
    final class Channel implements CommitChannel {
        private int myEpoch = -1;
        int opened;

        @Override
        public void open() {
            failSometimes();
            epoch++;
            myEpoch = epoch;
            open = null;
            opened++;
            failSometimes();
        }

        @Override
        public Optional<JournalRecord> last() {
            failSometimes();
            return journal.isEmpty() ? Optional.empty() : Optional.of(journal.get(journal.size() - 1));
        }

        @Override
        public void begin() {
            requireEpoch();
            open = new ArrayList<>();
        }

        @Override
        public void send(EncodedFrame frame) {
            failSometimes();
            transaction().add(frame.ticket);
            failSometimes();
        }

        @Override
        public void commit(JournalRecord record) {
            failSometimes();
            committedTickets.addAll(transaction());
            journal.add(record);
            open = null;
            failSometimes();
        }

        @Override
        public void pause(int attempt, ChannelFailure failure) {}

        private List<Long> transaction() {
            requireEpoch();
            List<Long> now = open;
            if (now == null) {
                throw new ChannelFailure("no transaction", new IllegalStateException(), true);
            }
            return now;
        }

        private void requireEpoch() {
            if (myEpoch != epoch) {
                throw new ChannelFailure("epoch " + myEpoch + " of " + epoch, new IllegalStateException(), true);
            }
        }

        private void failSometimes() {
            double chance = random.nextDouble();
            if (chance < failureRate) {
                throw new ChannelFailure("no answer", new IllegalStateException(), false);
            }
            if (chance < failureRate * 1.3) {
                // The broker gives the transaction up, as it does after its timeout.
                epoch++;
                open = null;
                throw new ChannelFailure("timed out", new IllegalStateException(), true);
            }
        }
    }
}
