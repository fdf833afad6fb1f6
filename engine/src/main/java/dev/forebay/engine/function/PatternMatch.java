package dev.forebay.engine.function;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.regex.Pattern;

/** Whether whole texts match a regular expression. A text on which matching takes too many steps does not. */
public final class PatternMatch {
    private final Pattern pattern;

    public PatternMatch(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Asks every row that has a text; the others keep their state. */
    public void whole(StringVector texts, BooleanVector holds, int rows) {
        System.arraycopy(texts.state, 0, holds.state, 0, rows);
        for (int i = 0; i < rows; i++) {
            if (texts.state[i] == Vector.VALID) {
                holds.values[i] = matches(texts.get(i));
            }
        }
    }

    private boolean matches(String text) {
        try {
            return pattern.matcher(new PatientText(text)).matches();
        } catch (PatientText.TooManySteps | StackOverflowError e) {
            return false;
        }
    }
}
