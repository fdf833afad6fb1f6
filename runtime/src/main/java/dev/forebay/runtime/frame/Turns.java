package dev.forebay.runtime.frame;

/** Lets threads go through a stage one at a time and in the order of their tickets. */
final class Turns {
    private long next;
    private boolean taken;
    private boolean stopped;

    /** Waits for the turn of {@code ticket}; false where the run has been stopped meanwhile. */
    synchronized boolean await(long ticket) throws InterruptedException {
        while ((next != ticket || taken) && !stopped) {
            wait();
        }
        taken = !stopped;
        return !stopped;
    }

    /** Ends the current turn. */
    synchronized void done() {
        taken = false;
        next++;
        notifyAll();
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
            synchronized (this) {
                taken = false;
                notifyAll();
            }
        }
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
