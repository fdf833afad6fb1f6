package dev.forebay.types.diagnostic;

/**
 * A stretch of a source text.
 *
 * @param source the text
 * @param start offset of the first character
 * @param end offset after the last character; equal to {@code start} for a point between characters
 */
public record Span(SourceText source, int start, int end) {

    public Span {
        if (start < 0 || end < start || end > source.text().length()) {
            throw new IllegalArgumentException("span " + start + ".." + end + " is outside of " + source.name());
        }
    }

    public int line() {
        return source.line(start);
    }

    public int column() {
        return source.column(start);
    }

    /** The text it covers. */
    public String text() {
        return source.text().substring(start, end);
    }

    /** From this span's start to the other's end. */
    public Span to(Span other) {
        return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source.name() + ":" + line() + ":" + column();
    }
}
