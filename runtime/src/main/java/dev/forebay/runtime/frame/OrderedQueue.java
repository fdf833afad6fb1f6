package dev.forebay.runtime.frame;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bounded queue that gives frames in the order of their tickets, however they are put in. For several producers and one consumer. */
public final class OrderedQueue {
    private final @Nullable EncodedFrame[] ring;
    private long next;
    private boolean closed;

    /**
     * A queue.
     *
     * @param capacity how far ahead of the next ticket to be taken one may be put
     */
    public OrderedQueue(int capacity) {
        ring = new EncodedFrame[capacity];
    }

    /** Puts a frame; waits while it is too far ahead. Does nothing once closed. */
    public synchronized void put(EncodedFrame frame) throws InterruptedException {
        while (!closed && frame.ticket >= next + ring.length) {
            wait();
        }
        ring[(int) (frame.ticket % ring.length)] = frame;
        notifyAll();
    }

    /** Takes the next frame; null where it does not come in time. */
    public synchronized @Nullable EncodedFrame poll(long waitNanos) throws InterruptedException {
        int slot = (int) (next % ring.length);
        long deadline = System.nanoTime() + waitNanos;
        EncodedFrame frame = ring[slot];
        while (frame == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || closed) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
            frame = ring[slot];
        }
        ring[slot] = null;
        next++;
        notifyAll();
        return frame;
    }

    /** How many frames have been taken. */
    public synchronized long taken() {
        return next;
    }

    /** Wakes everyone up: nothing more will be taken. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
