package dev.forebay.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A run on a thread of its own. */
final class RunningPipeline implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 120;

    final EmbeddedRun run;
    private final CompletableFuture<RunSummary> result = new CompletableFuture<>();

    private RunningPipeline(RunOptions options) {
        run = new EmbeddedRun(options);
    }

    static RunningPipeline start(RunOptions options) {
        RunningPipeline running = new RunningPipeline(options);
        Thread thread = new Thread(running::work, "pipeline");
        thread.setDaemon(true);
        thread.start();
        return running;
    }

    private void work() {
        try {
            result.complete(run.run());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    RunningPipeline awaitRunning() {
        return await(() -> run.status().phase() == RunStatus.Phase.RUNNING);
    }

    RunningPipeline awaitRead(long events) {
        return await(() -> run.status().read() >= events);
    }

    /** Waits until a condition holds, or the run ends. */
    RunningPipeline await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (result.isCompletedExceptionally()) {
                summary();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not within " + DEADLINE_SECONDS + " s; " + run.status());
            }
            LockSupport.parkNanos(5_000_000);
        }
        return this;
    }

    RunSummary stop() {
        run.stop();
        return summary();
    }

    /** What the run gave; its failure is thrown. */
    RunSummary summary() {
        try {
            return result.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(run.status().toString(), e);
        }
    }

    @Override
    public void close() {
        run.stop();
    }
}
