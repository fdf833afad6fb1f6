package dev.forebay.runtime.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.EncodedFrame;
import dev.forebay.runtime.journal.Counts;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.SourceIdentity;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CommitProtocolTest {
    private static final SourceIdentity SOURCE = new SourceIdentity("cluster", "topic", "id");

    @Test
    void frames_channelFailsAnywhere_areCommittedOnceAndInOrder() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            SimulatedBroker broker = new SimulatedBroker(random, 0.12 * random.nextDouble());
            long total = run(broker.connect(), "a", 0, 1 + random.nextInt(40), random);
            assertThat(broker.committedTickets)
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(
                            LongStream.range(0, total).boxed().toList());
            assertThat(numbers(broker)).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void owners_takingOverFromEachOther_neverCommitAFrameTwice() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            SimulatedBroker broker = new SimulatedBroker(random, 0.08 * random.nextDouble());
            SimulatedBroker.Channel first = broker.connect();
            CommitProtocol loser = claim(first, "first");
            feed(loser, 0, random.nextInt(10), random, true);
            // A second process takes over at any moment of the first one's work.
            SimulatedBroker.Channel second = broker.connect();
            CommitProtocol winner = claim(second, "second");
            long from = broker.committedTickets.size();
            feed(winner, from, 1 + random.nextInt(10), random, false);
            int seedNow = seed;
            assertThatThrownBy(() -> feed(loser, 1_000, 5, random, false))
                    .as("seed %d", seedNow)
                    .isInstanceOfSatisfying(
                            RunFailure.class,
                            failure -> assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.FENCED));
            feed(winner, broker.committedTickets.size(), 3, random, false);
            assertThat(broker.committedTickets)
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(LongStream.range(0, broker.committedTickets.size())
                            .boxed()
                            .toList());
        }
    }

    @Test
    void commit_answerLost_isNotRepeated() {
        SimulatedBroker broker = new SimulatedBroker(new Random(1), 0);
        SimulatedBroker.Channel channel = broker.connect();
        CommitProtocol protocol = claim(channel, "a");
        protocol.add(frame(0));
        // Committed by the broker, and then the connection is gone.
        channel.commit(commit(1, "a"));
        broker.connect().open();
        protocol.commit(commit(1, "a"));
        assertThat(broker.committedTickets).containsExactly(0L);
        assertThat(protocol.standing().number()).isEqualTo(1);
    }

    @Test
    void commit_outOfSequence_isADefect() {
        SimulatedBroker broker = new SimulatedBroker(new Random(1), 0);
        CommitProtocol protocol = claim(broker.connect(), "a");
        protocol.add(frame(0));
        assertThatThrownBy(() -> protocol.commit(commit(2, "a"))).isInstanceOf(IllegalStateException.class);
    }

    private static long run(SimulatedBroker.Channel channel, String id, long from, int frames, Random random) {
        CommitProtocol protocol = claim(channel, id);
        return feed(protocol, from, frames, random, false);
    }

    private static CommitProtocol claim(SimulatedBroker.Channel channel, String id) {
        while (true) {
            try {
                channel.open();
                JournalRecord last = channel.last().orElse(null);
                JournalRecord standing = last == null ? commit(0, id) : last;
                return CommitProtocol.claim(
                        channel, standing.standing(JournalRecord.Kind.CLAIM, "d", instance(id), 1), last);
            } catch (CommitChannel.ChannelFailure again) {
                // As a starting process does: once more.
            }
        }
    }

    private static long feed(CommitProtocol protocol, long from, int frames, Random random, boolean leaveOpen) {
        long ticket = from;
        for (int i = 0; i < frames; i++) {
            protocol.add(frame(ticket++));
            if (random.nextInt(3) == 0) {
                protocol.commit(commit(
                        protocol.standing().number() + 1,
                        protocol.standing().instance().id()));
                if (random.nextInt(3) == 0) {
                    protocol.mark(protocol.standing()
                            .standing(
                                    JournalRecord.Kind.HEARTBEAT,
                                    "d",
                                    protocol.standing().instance(),
                                    1));
                }
            }
        }
        if (!leaveOpen && !protocol.filling().isEmpty()) {
            protocol.commit(commit(
                    protocol.standing().number() + 1,
                    protocol.standing().instance().id()));
        }
        return ticket;
    }

    private static List<Long> numbers(SimulatedBroker broker) {
        return broker.journal.stream()
                .filter(record -> record.kind() == JournalRecord.Kind.COMMIT)
                .map(JournalRecord::number)
                .toList();
    }

    private static EncodedFrame frame(long ticket) {
        EncodedFrame frame = new EncodedFrame();
        frame.ticket = ticket;
        return frame;
    }

    private static JournalRecord commit(long number, String id) {
        return new JournalRecord(
                JournalRecord.Kind.COMMIT,
                number,
                "p",
                "d",
                instance(id),
                SOURCE,
                0,
                List.of(),
                Counts.NONE,
                Counts.NONE,
                "0",
                "0",
                Map.of(),
                Map.of(),
                "",
                -1);
    }

    private static Instance instance(String id) {
        return new Instance(id, "host", "machine", 1, 2, 3);
    }
}
