package dev.forebay.plan.stored;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Severity;

/** What can be wrong with a file of fitted state. */
public enum StoredCode implements DiagnosticCode {
    NOT_JSON("FB5201", "a file of fitted state that is not JSON"),
    NOT_FITTED_STATE("FB5202", "a JSON file that is no fitted state"),
    UNKNOWN_VERSION("FB5203", "fitted state of a version that is not read"),
    KEY_MISSING("FB5204", "fitted state that lacks a key"),
    KEY_UNKNOWN("FB5205", "fitted state with a key that it does not have"),
    WRONG_VALUE("FB5206", "a value in fitted state that cannot be"),
    TOO_LARGE("FB5207", "a file of fitted state that is past a limit");

    private final String id;
    private final String title;

    StoredCode(String id, String title) {
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
