package dev.forebay.model;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Severity;

/** What can be wrong with the file of a model. */
public enum ModelCode implements DiagnosticCode {
    UNREADABLE("FB6001", "a model that cannot be read"),
    NOT_A_MODEL("FB6002", "a file that is no model, or one that cannot be run");

    private final String id;
    private final String title;

    ModelCode(String id, String title) {
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
