package dev.forebay.types.diagnostic;

import java.util.List;

/** Writes diagnostics as text: place, code, message, the line with a caret, the notes. */
public final class DiagnosticRenderer {
    /** A longer line is shown around its caret only. */
    private static final int SHOWN_WIDTH = 120;

    /** Stands where a line was cut. */
    private static final String CUT = "...";

    private DiagnosticRenderer() {}

    /** All of them, in order of place, a blank line between two. */
    public static String renderAll(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            if (out.length() > 0) {
                out.append('\n');
            }
            out.append(render(diagnostic));
        }
        return out.toString();
    }

    /** One diagnostic, each line ended with LF. */
    public static String render(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        Span span = diagnostic.span();
        if (span != null) {
            out.append(span).append(": ");
        }
        out.append(diagnostic.code().severity().word())
                .append(' ')
                .append(diagnostic.code().id())
                .append(": ")
                .append(diagnostic.message())
                .append('\n');
        if (span != null && !span.source().text().isEmpty()) {
            appendLine(out, span);
        }
        for (String note : diagnostic.notes()) {
            out.append("   = ").append(note).append('\n');
        }
        return harmless(out);
    }

    private static void appendLine(StringBuilder out, Span span) {
        int line = span.line();
        String text = span.source().lineText(line);
        int from = Math.min(span.column() - 1, text.length());
        int spanEnd = span.source().line(Math.max(span.start(), span.end() - 1)) == line
                ? from + (span.end() - span.start())
                : text.length();
        int to = Math.max(from + 1, Math.min(spanEnd, text.length()));
        int cut = text.length() <= SHOWN_WIDTH
                ? 0
                : Math.max(0, Math.min(from - SHOWN_WIDTH / 3, text.length() - SHOWN_WIDTH));
        int shownEnd = Math.min(text.length(), cut + SHOWN_WIDTH);
        String before = cut > 0 ? CUT : "";
        String number = Integer.toString(line);
        String gutter = " ".repeat(Math.max(3, number.length() + 1)) + "|";
        out.append(gutter).append('\n');
        out.append(" ".repeat(Math.max(0, 2 - number.length())))
                .append(number)
                .append(" | ")
                .append(before)
                .append(text, cut, shownEnd)
                .append(shownEnd < text.length() ? CUT : "")
                .append('\n');
        out.append(gutter).append(' ').append(" ".repeat(before.length()));
        for (int i = cut; i < from; i++) {
            // A tab stays a tab, so that the caret stands under what it means in any terminal.
            out.append(text.charAt(i) == '\t' ? '\t' : ' ');
        }
        int carets = Math.max(1, Math.min(to, shownEnd) - from);
        out.append("^".repeat(carets)).append('\n');
    }

    /**
     * The text without what a terminal would act on: control characters and marks that change the direction of writing, each
     * replaced by one character so that carets stay in place.
     */
    private static String harmless(CharSequence text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
            boolean direction = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
            if (control || direction || c == '\u2028' || c == '\u2029') {
                out.setCharAt(i, '\uFFFD');
            }
        }
        return out.toString();
    }
}
