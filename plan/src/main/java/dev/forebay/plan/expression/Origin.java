package dev.forebay.plan.expression;

/**
 * Where in a definition something came from. It survives into operators, so that a bad row in production names a line.
 *
 * @param file the definition's name
 * @param line from 1
 * @param column from 1
 */
public record Origin(String file, int line, int column) {

    /** {@code file:line}, as reasons carry it. */
    public String place() {
        return file + ":" + line;
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
