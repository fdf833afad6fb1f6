package dev.forebay.runtime.bootstrap;

import java.util.Locale;

/**
 * How far a history has been read.
 *
 * @param read events
 * @param share of all there is, 0 to 1
 */
public record HistoryStatus(long read, double perSecond, double share) {

    /** In words. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d events of the history, %,.0f /s, %.0f %%", read, perSecond, 100 * share);
    }
}
