package dev.forebay.runtime.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads go through a stage one at a time and in the order of their tickets.
 *
 * <p>Others may <i>look</i> at what the stage knows, between two turns. A look is short; whoever ends the turn before it or begins the one behind
 * it does it, so that nobody waits for the thread that asked for it.
 */
final class Turns {
    private final Deque<Look> looks = new ArrayDeque<>();
    private long next;
    private boolean taken;
    private boolean stopped;

    /** Something to be done before the turn of a ticket, and after all turns before it. */
    private record Look(long ticket, Runnable work) {}

    /** Waits for the turn of {@code ticket}; false where the run has been stopped meanwhile. */
    boolean await(long ticket) throws InterruptedException {
        synchronized (this) {
            while ((next != ticket || taken) && !stopped) {
                wait();
            }
            taken = !stopped;
        }
        // A look that was asked for while it was nobody's turn is before this one.
        for (Runnable work = due(); work != null; work = due()) {
            work.run();
        }
        synchronized (this) {
            return !stopped;
        }
    }

    /** Ends the current turn. */
    void done() {
        synchronized (this) {
            next++;
        }
        leave();
    }

    /** Does some work while it is nobody's turn; nothing where the run has been stopped. */
    void between(Runnable work) throws InterruptedException {
        synchronized (this) {
            while (taken && !stopped) {
                wait();
            }
            if (stopped) {
                return;
            }
            taken = true;
        }
        try {
            work.run();
        } finally {
            leave();
        }
    }

    /** The ticket whose turn is, or is next. */
    synchronized long next() {
        return next;
    }

    /**
     * Asks for a look before the turn of {@code ticket}, which has not begun; {@link Long#MIN_VALUE} for one behind the current turn. It is
     * done by {@link #attend}, or by whoever ends the turn before it or begins that of the ticket; never where the run is stopped first.
     *
     * @param work short; throws nothing
     */
    synchronized void look(long ticket, Runnable work) {
        looks.add(new Look(ticket, work));
    }

    /** Does the looks whose time has come, if it is nobody's turn. */
    void attend() {
        synchronized (this) {
            if (taken || stopped || looks.isEmpty()) {
                return;
            }
            taken = true;
        }
        leave();
    }

    /** Does the looks whose time has come, and lets the next in. */
    private void leave() {
        for (Runnable work = dueOrFree(); work != null; work = dueOrFree()) {
            work.run();
        }
    }

    private synchronized @Nullable Runnable dueOrFree() {
        Runnable work = due();
        if (work == null) {
            taken = false;
            notifyAll();
        }
        return work;
    }

    private synchronized @Nullable Runnable due() {
        for (Iterator<Look> all = looks.iterator(); all.hasNext() && !stopped; ) {
            Look look = all.next();
            if (look.ticket() <= next) {
                all.remove();
                return look.work();
            }
        }
        return null;
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
