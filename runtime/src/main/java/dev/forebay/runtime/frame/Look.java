package dev.forebay.runtime.frame;

import dev.forebay.engine.window.WindowState;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * One look at the state of a run as it stands behind one batch and before the next: at the ordering, then at some lanes of the windows,
 * each when that batch has passed it and before the next does. Workers of the run may do it; whoever asked waits.
 */
final class Look {
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final CountDownLatch left;
    private final IntPredicate wanted;
    private final Viewer viewer;
    private final CountDownLatch ordered = new CountDownLatch(1);
    private boolean over;
    private boolean failed;

    /** What is done with what is seen; one thread at a time. */
    interface Viewer {
        void ordering(Ordering ordering);

        void lane(int lane, WindowState windows);
    }

    /** @param wanted which of the lanes are looked at */
    Look(int lanes, IntPredicate wanted, Viewer viewer) {
        this.wanted = wanted;
        this.viewer = viewer;
        int count = 0;
        for (int lane = 0; lane < lanes; lane++) {
            count += wanted.test(lane) ? 1 : 0;
        }
        this.left = new CountDownLatch(count);
    }

    boolean wants(int lane) {
        return wanted.test(lane);
    }

    /** In the turn of the ordering. */
    synchronized void ordering(Ordering ordering, Runnable then) {
        if (!over && guarded(() -> viewer.ordering(ordering))) {
            guarded(then);
        }
        ordered.countDown();
    }

    /** In the lane's turn. */
    synchronized void lane(int lane, WindowState windows) {
        if (!over) {
            guarded(() -> viewer.lane(lane, windows));
        }
        left.countDown();
    }

    /** A look that fails must not stop the run whose worker does it, nor leave a turn that nobody ends. */
    private boolean guarded(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Throwable e) {
            failed = true;
            return false;
        }
    }

    /** Waits until the ordering was looked at; false where that does not come. */
    boolean awaitOrdering(FrameFlow flow, long deadlineNanos) throws InterruptedException {
        return await(ordered, flow, deadlineNanos);
    }

    /** Waits until everything was looked at; false where that does not come. */
    boolean awaitLanes(FrameFlow flow, long deadlineNanos) throws InterruptedException {
        return await(left, flow, deadlineNanos);
    }

    private boolean await(CountDownLatch latch, FrameFlow flow, long deadlineNanos) throws InterruptedException {
        while (!latch.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            if (flow.isStopped() || System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
        }
        return isWell();
    }

    /** Lets the viewer be called no more: when this returns, it is not in a call either. */
    synchronized void end() {
        over = true;
    }

    private synchronized boolean isWell() {
        return !failed;
    }
}
