package dev.forebay.types.diagnostic;

import java.util.List;

/** Writes diagnostics as text: place, code, message, the line with a caret, the notes. */
public final class DiagnosticRenderer {
    /** A longer line is shown around its caret only. */
    private static final int SHOWN_WIDTH = 120;

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
        return out.toString();
    }

    private static void appendLine(StringBuilder out, Span span) {
        int line = span.line();
        String text = span.source().lineText(line);
        int from = Math.min(span.column() - 1, text.length());
        int spanEnd = span.source().line(Math.max(span.start(), span.end() - 1)) == line
                ? from + (span.end() - span.start())
                : text.length();
        int to = Math.max(from + 1, Math.min(spanEnd, text.length()));
        int cut = 0;
        String shown = text;
        if (text.length() > SHOWN_WIDTH) {
            cut = Math.max(0, Math.min(from - SHOWN_WIDTH / 3, text.length() - SHOWN_WIDTH));
            shown = text.substring(cut, Math.min(text.length(), cut + SHOWN_WIDTH));
        }
        String number = Integer.toString(line);
        String gutter = " ".repeat(Math.max(3, number.length() + 1)) + "|";
        out.append(gutter).append('\n');
        out.append(" ".repeat(Math.max(0, 2 - number.length())))
                .append(number)
                .append(" | ")
                .append(shown)
                .append('\n');
        out.append(gutter).append(' ');
        for (int i = cut; i < from; i++) {
            // A tab stays a tab, so that the caret stands under what it means in any terminal.
            out.append(i < text.length() && text.charAt(i) == '\t' ? '\t' : ' ');
        }
        int carets = Math.max(1, Math.min(to, cut + shown.length()) - from);
        out.append("^".repeat(carets)).append('\n');
    }
}
