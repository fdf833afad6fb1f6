package dev.forebay.engine.function;

/**
 * A text that lets a backtracking regular expression look at it only so often. Some patterns need a number of steps that is
 * exponential in the text; a text from outside must not be able to stop the pipeline with one.
 */
final class PatientText implements CharSequence {
    private final String text;
    private final int[] stepsLeft;

    PatientText(String text) {
        this(text, new int[] {(int) Math.min(1_000_000 + 100L * text.length(), Integer.MAX_VALUE)});
    }

    private PatientText(String text, int[] stepsLeft) {
        this.text = text;
        this.stepsLeft = stepsLeft;
    }

    @Override
    public char charAt(int index) {
        if (--stepsLeft[0] < 0) {
            throw new TooManySteps();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new PatientText(text.substring(start, end), stepsLeft);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The text has been looked at too often. */
    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
