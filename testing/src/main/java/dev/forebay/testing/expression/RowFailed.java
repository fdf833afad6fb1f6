package dev.forebay.testing.expression;

import dev.forebay.types.batch.ReasonCode;

/** Thrown by an interpretation whose arguments have no result; the evaluator turns it into a {@link Failure}. */
final class RowFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ReasonCode code;

    RowFailed(ReasonCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static RowFailed overflow(Object value) {
        return new RowFailed(ReasonCode.OVERFLOW, String.valueOf(value));
    }

    static RowFailed domain(String what) {
        return new RowFailed(ReasonCode.DOMAIN, what);
    }

    static RowFailed cast(Object value) {
        return new RowFailed(ReasonCode.CAST, String.valueOf(value));
    }

    ReasonCode code() {
        return code;
    }
}
