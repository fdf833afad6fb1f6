package dev.forebay.runtime.request;

import dev.forebay.runtime.frame.Previewer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many requests compute at once, lets so many wait, and sends the others away: whatever comes, what requests take of the machine
 * is bounded. Safe to use from several threads.
 */
final class Admission {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final BlockingQueue<Previewer> free;
    private final int most;
    private final long patienceMillis;
    private final AtomicInteger inside = new AtomicInteger();

    /**
     * @param computing how many requests compute at once
     * @param waiting how many wait for that
     * @param patienceMillis how long they wait
     */
    Admission(Supplier<Previewer> previewers, int computing, int waiting, long patienceMillis) {
        this.free = new ArrayBlockingQueue<>(computing);
        for (int i = 0; i < computing; i++) {
            free.add(previewers.get());
        }
        this.most = computing + waiting;
        this.patienceMillis = patienceMillis;
    }

    /** What a request computes with; to be given back. */
    Previewer enter() throws Refusal, InterruptedException {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            throw overloaded();
        }
        Previewer taken = null;
        try {
            taken = free.poll(patienceMillis, TimeUnit.MILLISECONDS);
        } finally {
            leaveWithout(taken);
        }
        if (taken == null) {
            throw overloaded();
        }
        return taken;
    }

    private void leaveWithout(@Nullable Previewer taken) {
        if (taken == null) {
            inside.decrementAndGet();
        }
    }

    void leave(Previewer previewer) {
        previewer.clear();
        inside.decrementAndGet();
        free.add(previewer);
    }

    private static Refusal overloaded() {
        return Refusal.later(429, "overloaded", "more requests than are computed and may wait", RETRY_AFTER_SECONDS);
    }
}
