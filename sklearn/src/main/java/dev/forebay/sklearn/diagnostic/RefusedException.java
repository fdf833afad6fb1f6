package dev.forebay.sklearn.diagnostic;

import java.util.List;

/** A file that is not read any further, and why: the parts of a diagnostic that do not know the file's name. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SklearnCode code;
    private final transient List<String> notes;

    public RefusedException(SklearnCode code, String message, String... notes) {
        // A refusal is an answer, not a defect: it needs no stack trace, and hostile input shall not make it cost one.
        super(message, null, false, false);
        this.code = code;
        this.notes = List.of(notes);
    }

    public SklearnCode code() {
        return code;
    }

    /** What is wrong, in the form of a diagnostic's message. */
    public String message() {
        return String.valueOf(getMessage());
    }

    public List<String> notes() {
        return notes;
    }
}
