package dev.forebay.cli.why;

import java.util.function.BooleanSupplier;

/** How far the reading has come; it ends the reading where that is asked for. */
public final class TraceProgress {
    private final BooleanSupplier stopped;
    private volatile long read;
    private volatile double share;

    /** @param stopped asked often: whether to give up */
    public TraceProgress(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    void begin() {
        read = 0;
        share = 0;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    void read(int events, double ofAll) {
        if (stopped.getAsBoolean()) {
            throw TraceRefusal.stopped();
        }
        read += events;
        share = ofAll;
    }

    /** Events read in the pass that is going on. */
    public long read() {
        return read;
    }

    /** 0 to 1. */
    public double share() {
        return share;
    }
}
