package dev.forebay.engine.fit;

import java.util.List;

/** Data that a transformer cannot be fitted on. */
public final class UnfitDataException extends Exception {
    private static final long serialVersionUID = 1;

    private final String column;
    private final transient List<String> notes;

    /**
     * @param column the name of the column
     * @param message why, in the user's words
     * @param notes what would do
     */
    public UnfitDataException(String column, String message, String... notes) {
        super(message, null, false, false);
        this.column = column;
        this.notes = List.of(notes);
    }

    public String column() {
        return column;
    }

    public List<String> notes() {
        return notes;
    }
}
