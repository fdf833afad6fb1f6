package dev.forebay.runtime.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which partitions have been silent for so long that events of the others need not wait for theirs: nothing came, and there was nothing that
 * could have come. What it finds depends on a clock, so it is written into the journal. One thread at a time.
 */
final class Silence {
    /** Who has not looked for so long does not know whether it was silent meanwhile. */
    private static final long LONGEST_PAUSE_NANOS = 2_000_000_000L;

    private final long idleNanos;
    private final Map<Integer, Long> since = new HashMap<>();
    private final Set<Integer> told = new HashSet<>();
    private long lastLook;

    /** @param idleMicros how long a partition may be silent; -1 for ever */
    Silence(long idleMicros) {
        this.idleNanos = idleMicros < 0 ? -1 : Math.multiplyExact(idleMicros, 1000L);
    }

    /** Something came from a partition. */
    void heard(int partition) {
        since.remove(partition);
        told.remove(partition);
    }

    /**
     * Looks around after a poll, and returns the partitions that have become silent.
     *
     * @param partitions all that are read
     * @param caughtUp whether there is nothing more to read in a partition now
     */
    List<Integer> look(long nowNanos, Collection<Integer> partitions, IntPredicate caughtUp) {
        if (idleNanos < 0) {
            return List.of();
        }
        if (nowNanos - lastLook > LONGEST_PAUSE_NANOS) {
            since.clear();
        }
        lastLook = nowNanos;
        List<Integer> silent = new ArrayList<>();
        for (int partition : partitions) {
            if (!caughtUp.test(partition)) {
                since.remove(partition);
            } else if (nowNanos - since.computeIfAbsent(partition, first -> nowNanos) >= idleNanos
                    && told.add(partition)) {
                silent.add(partition);
            }
        }
        return silent;
    }
}
