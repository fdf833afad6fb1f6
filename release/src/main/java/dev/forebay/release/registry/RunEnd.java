package dev.forebay.release.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run ended.
 *
 * @param at when; of a crash when it was found
 * @param counts events by outcome, and what else was counted
 * @param outputs the files that it wrote, whole
 * @param outputDigest the sum of the hashes of all output, as 64 hexadecimal digits; empty where nothing is known
 * @param message why it failed; empty where it did not
 */
public record RunEnd(
        Instant at,
        Outcome outcome,
        Map<String, Long> counts,
        List<RecordedFile> outputs,
        String outputDigest,
        String message) {

    /** How it ended. */
    public enum Outcome {
        /** To the end of its input, or stopped in order. */
        DONE,
        /** With a message. */
        FAILED,
        /** Without a word: its process was gone when somebody looked. */
        CRASHED
    }

    public RunEnd {
        counts = Map.copyOf(new TreeMap<>(counts));
        outputs = List.copyOf(outputs);
    }
}
