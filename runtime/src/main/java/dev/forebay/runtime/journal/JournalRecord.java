package dev.forebay.runtime.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of the journal.
 *
 * <p>{@link Kind#COMMIT} records are numbered 1, 2, 3 and so on; each stands in the transaction that it describes, so it is there
 * if and only if that transaction was committed. The other kinds repeat the number, positions and totals of the last commit, so
 * that the newest record of any kind says where the pipeline stands.
 *
 * @param number of the last commit, this record's own if it is one; 0 before the first
 * @param digest the release that ran, as 64 hexadecimal digits
 * @param atMillis when it was written, by the owner's clock; nothing is decided by it
 * @param chunks what was read, in processing order; empty in other kinds
 * @param counts what became of it
 * @param totals all counts since the pipeline's first commit, this record's included
 * @param outputDigest sum of the hashes of this commit's output
 * @param totalDigest sum of the hashes of all output
 * @param next the offset to read next in each partition
 * @param watermarksMicros the watermark of each partition that has one
 * @param orderingState what the ordering stage knows but the ids of events, in base64; with no ids that is all it knows
 * @param deadLetterBytes how much of the dead-letter file is committed; -1 where there is no such file
 * @param decisions what depended on a clock, in order; empty in other kinds
 * @param released how far it has come with events that are held until it is their turn
 * @param bootstrap the history that the pipeline began with, in the first commit of one that did; null elsewhere
 */
public record JournalRecord(
        Kind kind,
        long number,
        String pipeline,
        String digest,
        Instance instance,
        SourceIdentity source,
        long atMillis,
        List<Chunk> chunks,
        Counts counts,
        Counts totals,
        String outputDigest,
        String totalDigest,
        Map<Integer, Long> next,
        Map<Integer, Long> watermarksMicros,
        String orderingState,
        long deadLetterBytes,
        List<Decision> decisions,
        Released released,
        @Nullable Bootstrap bootstrap) {

    /** Why a record was written. */
    public enum Kind {
        /** An instance became the owner. */
        CLAIM,
        /** A transaction with output was committed. */
        COMMIT,
        /** The owner is alive and has had nothing to commit. */
        HEARTBEAT,
        /** The owner stopped in order. */
        RELEASE
    }

    public JournalRecord {
        chunks = List.copyOf(chunks);
        decisions = List.copyOf(decisions);
        next = Map.copyOf(next);
        watermarksMicros = Map.copyOf(watermarksMicros);
    }

    /** A record of a pipeline that never held an event, and of anything but its beginning with a history. */
    public JournalRecord(
            Kind kind,
            long number,
            String pipeline,
            String digest,
            Instance instance,
            SourceIdentity source,
            long atMillis,
            List<Chunk> chunks,
            Counts counts,
            Counts totals,
            String outputDigest,
            String totalDigest,
            Map<Integer, Long> next,
            Map<Integer, Long> watermarksMicros,
            String orderingState,
            long deadLetterBytes) {
        this(
                kind,
                number,
                pipeline,
                digest,
                instance,
                source,
                atMillis,
                chunks,
                counts,
                totals,
                outputDigest,
                totalDigest,
                next,
                watermarksMicros,
                orderingState,
                deadLetterBytes,
                List.of(),
                Released.NONE,
                null);
    }

    /** The output digest of no output. */
    public static final String NO_DIGEST = "0".repeat(64);

    /** Whether anything was ever read, or at least decided where to begin. */
    public boolean hasHistory() {
        return number > 0 || !next.isEmpty();
    }

    /** This record with other positions, and where in the dead-letter file the run begins. */
    public JournalRecord startingAt(Map<Integer, Long> positions, long deadLettersFrom) {
        return new JournalRecord(
                kind,
                number,
                pipeline,
                digest,
                instance,
                source,
                atMillis,
                chunks,
                counts,
                totals,
                outputDigest,
                totalDigest,
                positions,
                watermarksMicros,
                orderingState,
                deadLettersFrom,
                decisions,
                released,
                null);
    }

    /** This record's standing under another kind: the same number, positions and totals, and nothing new. */
    public JournalRecord standing(Kind newKind, String byDigest, Instance by, long nowMillis) {
        return new JournalRecord(
                newKind,
                number,
                pipeline,
                byDigest,
                by,
                source,
                nowMillis,
                List.of(),
                Counts.NONE,
                totals,
                NO_DIGEST,
                totalDigest,
                next,
                watermarksMicros,
                orderingState,
                deadLetterBytes,
                List.of(),
                released,
                null);
    }
}
