package dev.forebay.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processing order of {@code order: time}. Accepted events are given as they are read; each is held until no event that is read
 * later can come before it.
 *
 * <p>An event's rank is its time, or what had passed before it was read if that is later. Events are processed by rank, partition,
 * and place in the partition, once the rank is below the watermark of every partition that is not passed over; where all are, at once.
 *
 * <p><b>Threads</b>: one at a time.
 *
 * @param <E> an event
 */
public final class ReferenceTimeOrder<E> {
    private final ReferenceClock clock;
    private final List<Placed<E>> held = new ArrayList<>();
    private int read;

    /**
     * An event and where it stands.
     *
     * @param partition where it was read
     * @param sequence its place among all events in the order read
     * @param time when it happened, in microseconds
     * @param passed the watermark of its partition, or the horizon if that is later, before it was read; null for before all time
     * @param horizon what every event from here on is measured by when a silent key is forgotten: the largest that the smallest watermark has
     *     been, or, of events that were held, the largest rank before; null for before all time
     * @param watermark that of its partition before it was read; null for before all time
     * @param late whether its time is below the watermark of its partition before it
     */
    public record Placed<E>(
            E event,
            int partition,
            int sequence,
            BigInteger time,
            @Nullable BigInteger passed,
            @Nullable BigInteger horizon,
            @Nullable BigInteger watermark,
            boolean late) {

        /** Its time, or what had passed if that is later. */
        public BigInteger rank() {
            return passed == null ? time : time.max(passed);
        }
    }

    /**
     * An order of nothing so far.
     *
     * @param partitions the partitions that there are; one that is not among them counts from its first event on
     */
    public ReferenceTimeOrder(long latenessMicros, Set<Integer> partitions) {
        this(new ReferenceClock(latenessMicros, partitions));
    }

    ReferenceTimeOrder(ReferenceClock clock) {
        this.clock = clock;
    }

    /** All events of an input in the order in which they are processed. */
    public static <E> List<Placed<E>> sorted(List<Placed<E>> all) {
        Comparator<Placed<E>> byRank = Comparator.comparing(Placed::rank);
        return all.stream()
                .sorted(byRank.thenComparing(Placed::partition).thenComparing(Placed::sequence))
                .toList();
    }

    /** Takes the next accepted event, and returns what is processed now, in order. */
    public List<Placed<E>> read(int partition, BigInteger timeMicros, E event) {
        held.add(place(partition, timeMicros, event));
        return released();
    }

    /** Where the next accepted event stands; from now on it counts. */
    Placed<E> place(int partition, BigInteger timeMicros, E event) {
        Placed<E> placed = new Placed<>(
                event,
                partition,
                read++,
                timeMicros,
                clock.passed(partition),
                clock.horizon(),
                clock.watermark(partition),
                clock.isLate(partition, timeMicros));
        clock.rank(placed.rank());
        clock.advance(partition, timeMicros);
        return placed;
    }

    /** From now on a partition does not hold up the others; returns what is processed now. */
    public List<Placed<E>> passOver(int partition) {
        clock.passOver(partition);
        return released();
    }

    /** From now on the others wait for a partition again. */
    public void takeBack(int partition) {
        clock.takeBack(partition);
    }

    /** Nothing more will be read: returns all that is held. */
    public List<Placed<E>> end() {
        List<Placed<E>> rest = sorted(held);
        held.clear();
        return rest;
    }

    /** How many events wait. */
    public int held() {
        return held.size();
    }

    private List<Placed<E>> released() {
        BigInteger horizon = clock.horizon();
        if (horizon == null) {
            return List.of();
        }
        List<Placed<E>> released = held.stream()
                .filter(placed -> placed.rank().compareTo(horizon) < 0)
                .toList();
        held.removeAll(released);
        return sorted(released);
    }
}
