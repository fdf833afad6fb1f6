package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import java.util.Locale;

/** What one file has used of its {@link Limits}, nested pickles included. */
final class Budget {
    private final Limits limits;
    private int instructions;
    private long copiedBytes;

    Budget(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    void countInstruction() throws RefusedException {
        if (++instructions > limits.instructions()) {
            throw tooLarge("holds more than %,d pickle instructions", limits.instructions());
        }
    }

    /** Called before {@code bytes} are allocated for a copy of what the file holds once. */
    void countCopy(long bytes) throws RefusedException {
        copiedBytes += bytes;
        if (copiedBytes > limits.copiedBytes()) {
            throw tooLarge("copies more than %,d bytes of its own data", limits.copiedBytes());
        }
    }

    static RefusedException tooLarge(String message, long limit) {
        return new RefusedException(
                SklearnCode.TOO_LARGE,
                String.format(Locale.ROOT, message, limit),
                "a fitted scaler of a million columns stays far below this limit");
    }
}
