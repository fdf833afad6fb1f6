package dev.forebay.runtime.transaction;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.kafka.KafkaFailures;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a run waits for a broker: for ever while that may help, saying so at once and then every ten seconds; once the run is to stop, no
 * longer than its grace. {@link #stopBy} and what it tells may be called from any thread.
 */
final class ChannelPatience {
    /** How often a commit is asked for, 5 s each, before the transaction is taken for lost. */
    static final int COMMIT_ATTEMPTS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(ChannelPatience.class);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);
    private static final Duration FENCE_WATCH = Duration.ofMillis(1500);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long LOOK_UP_NANOS = 100_000_000;
    /** So often a failure that nobody knows may come, with a broker that answers, until it is taken for lasting. */
    private static final int UNKNOWN_ATTEMPTS = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean waiting;
    private volatile String waitsFor = "";
    private volatile long stopAtNanos;
    private volatile boolean stopSet;
    private volatile long waitingSince;
    private long lastSaid;

    /** From now on gives up at {@code deadlineNanos} by {@link System#nanoTime}. */
    void stopBy(long deadlineNanos) {
        lock.lock();
        try {
            stopAtNanos = deadlineNanos;
            stopSet = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a broker is being waited for. */
    boolean isWaiting() {
        return waiting;
    }

    /** For how long a broker has been waited for, in seconds; 0 while none is. */
    double waitingSeconds() {
        return waiting ? (System.nanoTime() - waitingSince) / 1e9 : 0;
    }

    /** What is waited for, in a sentence. */
    String waitsFor() {
        return waitsFor;
    }

    /** A broker answered. */
    void answered() {
        if (waiting) {
            waiting = false;
            waitsFor = "";
            LOG.info(
                    "the broker answers again after {} s; going on",
                    (System.nanoTime() - waitingSince) / 1_000_000_000L);
        }
    }

    /** A call took long and is asked again. */
    void waiting(Throwable because) {
        long now = System.nanoTime();
        if (!waiting) {
            waitingSince = now;
            waiting = true;
            lastSaid = now - SAY_EVERY.toNanos();
        }
        waitsFor = "waiting for the broker: " + because.getMessage();
        if (now - lastSaid >= SAY_EVERY.toNanos()) {
            lastSaid = now;
            LOG.warn(
                    "waiting for the broker since {} s; nothing is lost meanwhile: {}",
                    (now - waitingSince) / 1_000_000_000L,
                    because.getMessage());
        }
        giveUpIfDue(new CommitChannel.ChannelFailure(String.valueOf(because.getMessage()), because, false));
    }

    /** Waits before another attempt. */
    void pause(int attempt, CommitChannel.ChannelFailure failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (attempt > UNKNOWN_ATTEMPTS && !failure.looksFenced() && !mayPass(cause)) {
            throw RunFailure.caused(
                    RuntimeCode.BROKER_FAILED,
                    cause,
                    "the broker refuses again and again: " + failure.getMessage(),
                    "nothing is lost: what was not committed is read again at the next start");
        }
        waiting(failure);
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
        // Whoever fenced this process writes its claim first; give it the time to.
        sleep(failure.looksFenced() ? Math.max(millis, FENCE_WATCH.toMillis()) : millis);
        giveUpIfDue(failure);
    }

    private static boolean mayPass(Throwable thrown) {
        Throwable root = KafkaFailures.root(thrown);
        return root instanceof RetriableException
                || root instanceof ApplicationRecoverableException
                || root instanceof OutOfOrderSequenceException
                || root instanceof UnknownProducerIdException
                || root instanceof InvalidPidMappingException
                || root instanceof InvalidTxnStateException
                || root instanceof TransactionAbortedException
                || root instanceof TransactionAbortableException;
    }

    private void giveUpIfDue(CommitChannel.ChannelFailure failure) {
        if (stopSet && System.nanoTime() - stopAtNanos >= 0) {
            throw KafkaChannel.stoppedEarly(failure);
        }
    }

    private void sleep(long millis) {
        lock.lock();
        try {
            long until = System.nanoTime() + millis * 1_000_000;
            while (until - System.nanoTime() > 0 && !(stopSet && System.nanoTime() - stopAtNanos >= 0)) {
                // Looks up now and then, because the time to stop may come without a signal.
                changed.awaitNanos(Math.min(LOOK_UP_NANOS, until - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } finally {
            lock.unlock();
        }
    }
}
