package dev.forebay.plan.fitted;

/** A column of a kind that a transformer cannot take. */
public final class UnfitInputException extends Exception {
    private static final long serialVersionUID = 1;

    private final int column;

    /**
     * @param column which of the columns that went in
     * @param message why, in the user's words, without the column's name
     */
    public UnfitInputException(int column, String message) {
        super(message);
        this.column = column;
    }

    /** Which of the columns that went in. */
    public int column() {
        return column;
    }
}
