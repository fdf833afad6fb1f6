package dev.forebay.plan.onnx;

/** Fitted state that has no form in ONNX. */
public final class UnwritableStateException extends Exception {
    private static final long serialVersionUID = 1;

    UnwritableStateException(String why) {
        super(why, null, false, false);
    }
}
