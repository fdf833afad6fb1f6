package dev.forebay.types.batch;

import org.jspecify.annotations.Nullable;

/**
 * One reason why one row was rejected.
 *
 * @param code what kind of reason
 * @param column the column, feature or check it is about; null where it is about the record as a whole
 * @param found what stood there, cut to {@link #MAX_FOUND} characters; null where nothing did
 * @param rule what was demanded, in words
 * @param place where in the definition the rule stands, as {@code file:line}; null where it is no rule of the definition's
 */
public record Reason(
        ReasonCode code,
        @Nullable String column,
        @Nullable String found,
        String rule,
        @Nullable String place) {

    /** How many characters of a found value a reason keeps. */
    public static final int MAX_FOUND = 200;

    public Reason {
        if (found != null && found.length() > MAX_FOUND) {
            int end = MAX_FOUND - 1;
            if (Character.isHighSurrogate(found.charAt(end - 1))) {
                end--;
            }
            found = found.substring(0, end) + "…";
        }
    }
}
