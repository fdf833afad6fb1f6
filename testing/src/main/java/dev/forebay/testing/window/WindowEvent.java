package dev.forebay.testing.window;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted event and all that windows ever ask of it.
 *
 * @param sequence its place in the processing order
 * @param time when it happened, in microseconds
 * @param clock what had passed before it was read, K(e); null for before all time
 * @param keys its key in each grouping; null where it has none
 * @param forgets for each window whether its key had been silent for so long that all before it is forgotten
 * @param contributions what it gives each aggregate
 */
record WindowEvent(
        int sequence,
        BigInteger time,
        @Nullable BigInteger clock,
        List<@Nullable WindowKey> keys,
        List<Boolean> forgets,
        List<Contribution> contributions) {

    WindowEvent {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
        forgets = List.copyOf(forgets);
        contributions = List.copyOf(contributions);
    }

    /** Its time, or what had passed before it was read if that is later. */
    BigInteger seenFrom() {
        return clock == null ? time : time.max(clock);
    }

    /** Whether it happened after a moment, less some time; everything happened after the beginning of time, which is null. */
    boolean isAfter(@Nullable BigInteger moment, long lessMicros) {
        return moment == null || time.compareTo(moment.subtract(BigInteger.valueOf(lessMicros))) > 0;
    }
}
