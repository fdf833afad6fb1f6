package dev.forebay.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to finish, and ends the process with the command's own exit code once it has.
 *
 * <p>The first signal runs the request; the process lives on until {@link #finished} is called or the patience is over.
 */
final class StopSignal implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private volatile int exitCode = 1;
    private volatile boolean requested;

    StopSignal(Runnable request, long patienceSeconds) {
        hook = new Thread(
                () -> {
                    requested = true;
                    request.run();
                    boolean finished = awaitDone(patienceSeconds);
                    // Without this a clean end on SIGTERM would be told as killed by it.
                    Runtime.getRuntime().halt(finished ? exitCode : 1);
                },
                "forebay-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether a signal has come. */
    boolean requested() {
        return requested;
    }

    /** The command is done, its output printed: a process that was told to end now may. */
    void finished(int code) {
        exitCode = code;
        done.countDown();
        if (requested) {
            // The hook halts the process; returning from here would race it to the exit code.
            parkForever();
        }
    }

    private boolean awaitDone(long seconds) {
        try {
            return done.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void parkForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is running.
        }
    }
}
