package dev.forebay.sklearn.diagnostic;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Severity;

/** What can be wrong with a file of fitted state. */
public enum SklearnCode implements DiagnosticCode {
    UNREADABLE_FILE("FB5001", Severity.ERROR, "the file cannot be read"),
    NOT_A_PICKLE("FB5002", Severity.ERROR, "the file is not a pickle"),
    UNSAFE_GLOBAL("FB5003", Severity.ERROR, "the pickle asks to run something"),
    UNSUPPORTED_CLASS("FB5004", Severity.ERROR, "an object of a class that cannot be loaded"),
    UNSUPPORTED_PROTOCOL("FB5005", Severity.ERROR, "a pickle protocol that is not read"),
    FORBIDDEN_INSTRUCTION("FB5006", Severity.ERROR, "a pickle instruction that fitted state never needs"),
    TRUNCATED("FB5007", Severity.ERROR, "the file ends too early"),
    OVERSTATED_LENGTH("FB5008", Severity.ERROR, "the file announces more bytes than it has"),
    MALFORMED_PICKLE("FB5009", Severity.ERROR, "the pickle contradicts itself"),
    UNSUPPORTED_ARRAY("FB5010", Severity.ERROR, "a numpy array of a kind that is not read"),
    TOO_LARGE("FB5011", Severity.ERROR, "the file is past a limit"),
    UNSUPPORTED_COMPRESSION("FB5012", Severity.ERROR, "a compression that is not read"),
    DAMAGED_COMPRESSION("FB5013", Severity.ERROR, "the compressed data is damaged"),
    NOT_A_TRANSFORM("FB5014", Severity.ERROR, "the pickle holds something other than a fitted transform"),
    NOT_FITTED("FB5015", Severity.ERROR, "the transform was never fitted"),
    INCONSISTENT_STATE("FB5016", Severity.ERROR, "the fitted values do not fit together"),
    UNTESTED_VERSION("FB5017", Severity.WARNING, "a scikit-learn version that was not tested"),
    SUSPECT_VALUES("FB5018", Severity.WARNING, "fitted values that scikit-learn would not have made");

    private final String id;
    private final Severity severity;
    private final String title;

    SklearnCode(String id, Severity severity, String title) {
        this.id = id;
        this.severity = severity;
        this.title = title;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String title() {
        return title;
    }
}
