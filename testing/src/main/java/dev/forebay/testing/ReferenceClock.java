package dev.forebay.testing;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The watermark of each partition and the horizon under all of them. Times are microseconds; null is before all time. */
final class ReferenceClock {
    private final BigInteger lateness;
    private final Set<Integer> partitions;
    private final Set<Integer> passedOver = new HashSet<>();
    private final Map<Integer, BigInteger> newest = new HashMap<>();
    private @Nullable BigInteger horizon;
    private @Nullable BigInteger largestRank;

    /** @param partitions those that there are, whether or not something was read from them; more are added as they are seen */
    ReferenceClock(long latenessMicros, Set<Integer> partitions) {
        this.lateness = BigInteger.valueOf(latenessMicros);
        this.partitions = new HashSet<>(partitions);
    }

    /** The largest time of an accepted event of a partition, less the lateness. */
    @Nullable
    BigInteger watermark(int partition) {
        BigInteger time = newest.get(partition);
        return time == null ? null : time.subtract(lateness);
    }

    /** The largest that {@link #smallest} has ever been. */
    @Nullable
    BigInteger horizon() {
        return horizon;
    }

    /** What has passed for the next event of a partition: its watermark, or the horizon if that is later. */
    @Nullable
    BigInteger passed(int partition) {
        return latest(watermark(partition), horizon);
    }

    boolean isLate(int partition, BigInteger time) {
        BigInteger watermark = watermark(partition);
        return watermark != null && time.compareTo(watermark) < 0;
    }

    /** An event is to be processed by that rank. */
    void rank(BigInteger rank) {
        largestRank = latest(largestRank, rank);
    }

    /** An event was accepted; its partition is waited for again. */
    void advance(int partition, BigInteger time) {
        partitions.add(partition);
        passedOver.remove(partition);
        newest.merge(partition, time, BigInteger::max);
        horizon = latest(horizon, smallest());
    }

    /** From now on a partition does not hold up the others; where none does, all that was read has passed. */
    void passOver(int partition) {
        passedOver.add(partition);
        boolean all = passedOver.containsAll(partitions);
        horizon = latest(horizon, all && largestRank != null ? largestRank.add(BigInteger.ONE) : smallest());
    }

    /** From now on the others wait for a partition again. */
    void takeBack(int partition) {
        passedOver.remove(partition);
    }

    /** The smallest watermark of all partitions that are not passed over; null too where all are. */
    @Nullable
    BigInteger smallest() {
        List<Integer> waitedFor = partitions.stream()
                .filter(partition -> !passedOver.contains(partition))
                .toList();
        BigInteger smallest = null;
        for (int partition : waitedFor) {
            BigInteger watermark = watermark(partition);
            if (watermark == null) {
                return null;
            }
            smallest = smallest == null ? watermark : smallest.min(watermark);
        }
        return smallest;
    }

    static @Nullable BigInteger latest(@Nullable BigInteger a, @Nullable BigInteger b) {
        return a == null ? b : b == null ? a : a.max(b);
    }
}
