package dev.forebay.runtime.frame;

/** Lets threads go through a stage one at a time and in the order of their tickets. */
final class Turns {
    private long next;
    private boolean stopped;

    /** Waits for the turn of {@code ticket}; false where the run has been stopped meanwhile. */
    synchronized boolean await(long ticket) throws InterruptedException {
        while (next != ticket && !stopped) {
            wait();
        }
        return !stopped;
    }

    /** Ends the current turn. */
    synchronized void done() {
        next++;
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
