package dev.forebay.cli.console;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Severity;

/** What can be wrong with what a command was asked. */
public enum CliCode implements DiagnosticCode {
    FILE_NOT_FOUND("FB8501", "a file that is not there"),
    FILE_UNREADABLE("FB8502", "a file that cannot be read"),
    BAD_ARGUMENT("FB8503", "an argument of the wrong form"),
    FILE_EXISTS("FB8504", "a file that is there already"),
    UNKNOWN_FUNCTION("FB8505", "a function that the library lacks"),
    BAD_ROW("FB8506", "a row that does not fit the expression"),
    NO_TESTS("FB8507", "a definition without tests"),
    CANNOT_WRITE("FB8509", "a file that cannot be written"),
    UNKNOWN_WINDOW("FB8510", "a window that the definition lacks"),
    NO_STATE("FB8511", "no state to look at"),
    UNKNOWN_KEY("FB8512", "a key that the state does not know"),
    UNKNOWN_RUN("FB8513", "a run that the history does not have"),
    NO_REPLAY("FB8514", "a run that cannot be replayed"),
    REPLAY_DIFFERS("FB8515", "a replay with another output"),
    NO_EVENT("FB8516", "an event that cannot be explained"),
    CANNOT_EXPORT("FB8520", "fitted state that has no form elsewhere"),
    FITTED_ON_EVALUATION("FB8521", "a fit that has seen what it is to be evaluated on"),
    UNKNOWN_GROUP("FB8540", "a group of transforms that is not there, or has its state already"),
    GOLDEN_DIFFERS("FB8541", "rows that scikit-learn transformed in another way"),
    DEFECT("FB9001", "a defect of Forebay");

    private final String id;
    private final String title;

    CliCode(String id, String title) {
        this.id = id;
        this.title = title;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String title() {
        return title;
    }
}
