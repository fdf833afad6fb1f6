package dev.forebay.types.diagnostic;

/** Whether a mistake stops the work. */
public enum Severity {
    ERROR,
    WARNING;

    /** The word as it is printed. */
    public String word() {
        return this == ERROR ? "error" : "warning";
    }
}
