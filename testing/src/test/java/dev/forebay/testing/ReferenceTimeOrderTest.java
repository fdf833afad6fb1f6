package dev.forebay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testing.ReferenceTimeOrder.Placed;
import dev.forebay.testing.generate.Chance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The processing order of {@code order: time}. Times are small numbers, and the lateness is 10. */
class ReferenceTimeOrderTest {
    private final ReferenceTimeOrder<String> order = new ReferenceTimeOrder<>(10, Set.of());

    private List<String> read(int partition, long time, String event) {
        return events(order.read(partition, BigInteger.valueOf(time), event));
    }

    private static <E> List<E> events(List<Placed<E>> placed) {
        return placed.stream().map(Placed::event).toList();
    }

    @Test
    void event_untilTheWatermarkIsAboveIt_isHeld() {
        assertThat(read(0, 5, "a")).isEmpty();
        assertThat(read(0, 15, "b")).isEmpty();
        assertThat(read(0, 16, "c")).containsExactly("a");
        assertThat(order.held()).isEqualTo(2);
    }

    @Test
    void events_outOfOrder_areReleasedByTime() {
        read(0, 5, "b");
        read(0, 3, "a");
        assertThat(read(0, 40, "c")).containsExactly("a", "b");
    }

    @Test
    void events_ofTheSameTime_areReleasedByPartitionThenOffset() {
        read(1, 5, "p1 first");
        read(0, 5, "p0 first");
        read(1, 5, "p1 second");
        read(0, 5, "p0 second");
        assertThat(events(order.end())).containsExactly("p0 first", "p0 second", "p1 first", "p1 second");
    }

    @Test
    void event_late_standsAtTheWatermark() {
        read(0, 30, "a");
        read(0, 12, "late");
        read(0, 20, "at the watermark");
        assertThat(order.end())
                .extracting(Placed::event, Placed::rank, Placed::late)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("late", BigInteger.valueOf(20), true),
                        org.assertj.core.groups.Tuple.tuple("at the watermark", BigInteger.valueOf(20), false),
                        org.assertj.core.groups.Tuple.tuple("a", BigInteger.valueOf(30), false));
    }

    @Test
    void partition_behind_holdsUpTheOthers() {
        read(0, 5, "a");
        read(1, 3, "b");
        assertThat(read(0, 100, "c")).isEmpty();
        assertThat(read(1, 100, "d")).containsExactly("b", "a");
    }

    @Test
    void partition_passedOver_holdsUpNothing() {
        read(0, 5, "a");
        read(1, 3, "b");
        read(0, 100, "c");
        assertThat(events(order.passOver(1))).containsExactly("b", "a");
    }

    @Test
    void partition_takenBack_standsAtTheHorizon() {
        read(0, 5, "a");
        read(1, 3, "b");
        read(0, 100, "c");
        order.passOver(1);
        order.takeBack(1);
        read(1, 6, "behind");
        assertThat(order.end())
                .extracting(Placed::event, Placed::rank, Placed::late)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("behind", BigInteger.valueOf(90), false),
                        org.assertj.core.groups.Tuple.tuple("c", BigInteger.valueOf(100), false));
    }

    @Test
    void partition_knownButWithoutEvents_holdsUpTheOthers() {
        ReferenceTimeOrder<String> two = new ReferenceTimeOrder<>(10, Set.of(0, 1));
        two.read(0, BigInteger.valueOf(5), "a");
        assertThat(two.read(0, BigInteger.valueOf(100), "b")).isEmpty();
        assertThat(events(two.passOver(1))).containsExactly("a");
    }

    @Test
    void partitions_allPassedOver_releaseEverything() {
        read(0, 5, "a");
        assertThat(events(order.passOver(0))).containsExactly("a");
        assertThat(order.held()).isZero();
        assertThat(read(0, 3, "b")).isEmpty();
        assertThat(order.end()).extracting(Placed::rank).containsExactly(BigInteger.valueOf(6));
    }

    /** Whatever is held and released, and whoever is passed over, the order is one by rank, partition and offset. */
    @Test
    void releases_oneAfterTheOther_areTheWholeInputSorted() {
        for (long seed = 0; seed < 300; seed++) {
            Chance chance = new Chance(seed);
            ReferenceTimeOrder<Integer> byStep = new ReferenceTimeOrder<>(chance.below(30), Set.of());
            List<Placed<Integer>> released = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 200; i++) {
                now += chance.below(4);
                int partition = chance.below(3);
                if (chance.oneIn(20)) {
                    released.addAll(byStep.passOver(partition));
                } else if (chance.oneIn(10)) {
                    byStep.takeBack(partition);
                }
                long time = now - chance.below(chance.oneIn(5) ? 90 : 20);
                released.addAll(byStep.read(partition, BigInteger.valueOf(time), i));
            }
            released.addAll(byStep.end());
            assertThat(released).as("seed %d", seed).hasSize(200).isEqualTo(ReferenceTimeOrder.sorted(released));
        }
    }

    /** Where all partitions are known, the order is a function of each partition's events alone, not of how they interleave. */
    @Test
    void order_ofKnownPartitions_doesNotDependOnInterleaving() {
        for (long seed = 0; seed < 100; seed++) {
            Chance chance = new Chance(seed);
            List<List<Long>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < 150; i++) {
                times.get(chance.below(3)).add((long) i * 2 - chance.below(chance.oneIn(5) ? 90 : 20));
            }
            assertThat(interleaved(times, chance)).as("seed %d", seed).isEqualTo(interleaved(times, chance));
        }
    }

    private static List<String> interleaved(List<List<Long>> times, Chance chance) {
        ReferenceTimeOrder<String> order = new ReferenceTimeOrder<>(10, Set.of(0, 1, 2));
        List<String> processed = new ArrayList<>();
        int[] next = new int[3];
        while (next[0] < times.get(0).size()
                || next[1] < times.get(1).size()
                || next[2] < times.get(2).size()) {
            int partition = chance.below(3);
            if (next[partition] < times.get(partition).size()) {
                long time = times.get(partition).get(next[partition]);
                String name = partition + "/" + next[partition]++;
                processed.addAll(events(order.read(partition, BigInteger.valueOf(time), name)));
            }
        }
        processed.addAll(events(order.end()));
        return processed;
    }
}
