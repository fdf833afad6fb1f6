package dev.forebay.runtime.ownership;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.journal.Instance;
import dev.forebay.runtime.journal.JournalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a pipeline is free.
 *
 * <p>It is where the journal is empty, where its newest record is a release, and where the owner's process is provably dead. Otherwise
 * the journal is watched for a while: a live owner writes a heartbeat every {@link #HEARTBEAT}, so one that is silent for
 * {@link #LEASE} is taken for gone. Nobody's clock is compared with anybody else's. Should a silent owner live after all, the broker
 * fences it: it cannot commit any more, and stops.
 */
public final class OwnerCheck {
    /** How often an owner that has nothing to commit says that it is alive. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(3);

    /** How long an owner must be silent to be taken for gone. */
    public static final Duration LEASE = Duration.ofSeconds(12);

    private static final Logger LOG = LoggerFactory.getLogger(OwnerCheck.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Supplier<Optional<JournalRecord>> journal;
    private final CountDownLatch stopped;
    private final Duration lease;

    /**
     * A check.
     *
     * @param journal reads the newest record
     * @param stopped counted down when the run is stopped meanwhile
     */
    public OwnerCheck(Supplier<Optional<JournalRecord>> journal, CountDownLatch stopped) {
        this(journal, stopped, LEASE);
    }

    OwnerCheck(Supplier<Optional<JournalRecord>> journal, CountDownLatch stopped, Duration lease) {
        this.journal = journal;
        this.stopped = stopped;
        this.lease = lease;
    }

    /**
     * Returns when the pipeline is free (or the run was stopped), with the newest journal record then.
     *
     * @throws RunFailure where another process runs it
     */
    public Optional<JournalRecord> requireFree() throws InterruptedException {
        Optional<JournalRecord> first = journal.get();
        if (first.isEmpty() || first.get().kind() == JournalRecord.Kind.RELEASE) {
            return first;
        }
        Instance owner = first.get().instance();
        if (ThisProcess.isDead(owner)) {
            LOG.info("the former owner, pid {} on this machine, is gone", owner.pid());
            return first;
        }
        if (ThisProcess.isRunningHere(owner)) {
            throw owned(owner, "it is this very process: one process runs a pipeline once at a time");
        }
        return Optional.of(watch(first.get()));
    }

    private JournalRecord watch(JournalRecord first) throws InterruptedException {
        Instance owner = first.instance();
        LOG.info(
                "pid {} on {} may still run this pipeline; watching its journal for {} s",
                owner.pid(),
                owner.host(),
                lease.toSeconds());
        long deadline = System.nanoTime() + lease.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return first;
            }
            JournalRecord newest = journal.get().orElse(first);
            if (newest.kind() == JournalRecord.Kind.RELEASE) {
                return newest;
            }
            if (!newest.equals(first)) {
                throw owned(newest.instance(), "it wrote to the journal a moment ago");
            }
        }
        LOG.info("the former owner has been silent for {} s; taking over", lease.toSeconds());
        return first;
    }

    /** The refusal that names the owner. */
    public static RunFailure owned(Instance owner, String why) {
        return RunFailure.of(
                RuntimeCode.OWNED,
                "another process runs this pipeline: pid " + owner.pid() + " on " + owner.host() + ", since "
                        + Instant.ofEpochMilli(owner.sinceMillis()),
                why,
                "stop it first, or start with --take-over to fence it: it stops then without losing an event");
    }
}
