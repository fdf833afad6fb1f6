package dev.forebay.release.diagnostic;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Severity;

/** What can be wrong with releases and the registry. */
public enum ReleaseCode implements DiagnosticCode {
    REGISTRY_UNUSABLE("FB6501", "a registry that cannot be opened"),
    REGISTRY_NEWER("FB6502", "a registry of a newer version"),
    REGISTRY_WRITE("FB6503", "a registry that cannot be written"),
    UNKNOWN_RELEASE("FB6504", "a release that the registry does not have"),
    AMBIGUOUS_RELEASE("FB6505", "a beginning of several digests"),
    DAMAGED("FB6506", "a part of a release that is damaged or missing"),
    NOT_AN_ARCHIVE("FB6507", "a file that holds no release"),
    LABEL_NAME("FB6508", "a label that cannot be one"),
    NO_LABEL("FB6509", "a label that points nowhere"),
    NOTHING_BEFORE("FB6510", "a label that never pointed elsewhere"),
    MOVED_MEANWHILE("FB6511", "a label that somebody else has moved"),
    CONTRACT_UNREADABLE("FB6512", "a model's contract that cannot be read"),
    CONTRACT_MISMATCH("FB6513", "a model that was validated with something else");

    private final String id;
    private final String title;

    ReleaseCode(String id, String title) {
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
