package dev.forebay.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What one look found.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param text what was found
 * @param remedy what to do; null where nothing needs doing
 */
public record Finding(
        String subject, State state, String text, @Nullable String remedy) {

    /** How it is. */
    public enum State {
        GOOD,
        DOUBTFUL,
        BAD
    }

    static Finding good(String subject, String text) {
        return new Finding(subject, State.GOOD, text, null);
    }

    static Finding doubtful(String subject, String text, String remedy) {
        return new Finding(subject, State.DOUBTFUL, text, remedy);
    }

    static Finding bad(String subject, String text, String remedy) {
        return new Finding(subject, State.BAD, text, remedy);
    }
}
