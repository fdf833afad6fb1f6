package dev.forebay.runtime.frame;

/**
 * Where events go in to be held and come out in their order. Whoever passes gets the place of its outcome then, so that outcomes stand in the
 * order in which the state of what is held changed. Safe to use from several threads.
 */
final class HoldingGate {
    private final Ordering ordering;
    private long held;
    private long released;
    private long outcomes;

    HoldingGate(Ordering ordering) {
        this.ordering = ordering;
    }

    /** Takes the events of a frame that has the turn. */
    synchronized void hold(Frame frame, EncodedFrame outcome) {
        ordering.hold(frame, outcome);
        held++;
        outcome.ticket = outcomes++;
    }

    /** Fills a frame with events whose turn has come and gives it its place among such frames; false where there are none. */
    synchronized boolean release(Frame frame, EncodedFrame outcome) {
        if (!ordering.isReleasable()) {
            return false;
        }
        ordering.release(frame, outcome);
        frame.ticket = released++;
        outcome.ticket = outcomes++;
        return true;
    }

    /** Does something while nobody passes. */
    synchronized void undisturbed(Runnable work) {
        work.run();
    }

    synchronized boolean isReleasable() {
        return ordering.isReleasable();
    }

    /** Whether so many frames were held, nothing can be released, and {@code taken} outcomes are all that there are. */
    synchronized boolean isDrained(long frames, long taken) {
        return held == frames && taken == outcomes && !ordering.isReleasable();
    }
}
