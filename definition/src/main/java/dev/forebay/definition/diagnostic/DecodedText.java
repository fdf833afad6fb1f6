package dev.forebay.definition.diagnostic;

import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.Arrays;

/**
 * A text as it is after quotes, escapes and indentation were taken off, in which each character knows its place in the file.
 * Immutable.
 */
public final class DecodedText {
    private final SourceText source;
    private final String text;
    private final int[] starts;
    private final int[] ends;

    /**
     * A decoded text.
     *
     * @param starts for each character of {@code text}, the offset in {@code source} where what it stands for begins
     * @param ends for each character of {@code text}, the offset in {@code source} after what it stands for
     */
    public DecodedText(SourceText source, String text, int[] starts, int[] ends) {
        if (starts.length != text.length() || ends.length != text.length()) {
            throw new IllegalArgumentException(
                    "%d characters, %d starts, %d ends".formatted(text.length(), starts.length, ends.length));
        }
        this.source = source;
        this.text = text;
        this.starts = starts.clone();
        this.ends = ends.clone();
    }

    /** The text that {@code where} covers, as it stands there. */
    public static DecodedText verbatim(Span where) {
        int[] starts = new int[where.end() - where.start()];
        Arrays.setAll(starts, i -> where.start() + i);
        return new DecodedText(
                where.source(),
                where.text(),
                starts,
                Arrays.stream(starts).map(i -> i + 1).toArray());
    }

    /** A text whose characters have no place of their own: each of them stands at all of {@code where}. */
    public static DecodedText opaque(String text, Span where) {
        int[] starts = new int[text.length()];
        int[] ends = new int[text.length()];
        Arrays.fill(starts, where.start());
        Arrays.fill(ends, where.end());
        return new DecodedText(where.source(), text, starts, ends);
    }

    /** The text with what stands from {@code from} to {@code to} replaced; what is put in has the place of what it replaces. */
    public DecodedText replaced(int from, int to, String by) {
        int[] newStarts = new int[text.length() - (to - from) + by.length()];
        int[] newEnds = newStarts.clone();
        Span place = span(from, to);
        for (int i = 0; i < newStarts.length; i++) {
            boolean isNew = i >= from && i < from + by.length();
            int old = i < from ? i : i - by.length() + (to - from);
            newStarts[i] = isNew ? place.start() : starts[old];
            newEnds[i] = isNew ? place.end() : ends[old];
        }
        return new DecodedText(source, text.substring(0, from) + by + text.substring(to), newStarts, newEnds);
    }

    public String text() {
        return text;
    }

    /** The place of the characters from {@code from} (inclusive) to {@code to} (exclusive); of a point where they are equal. */
    public Span span(int from, int to) {
        if (from < to) {
            return new Span(source, starts[from], Math.max(starts[from], ends[to - 1]));
        }
        int point = text.isEmpty() ? 0 : from < text.length() ? starts[from] : ends[text.length() - 1];
        return new Span(source, point, point);
    }
}
