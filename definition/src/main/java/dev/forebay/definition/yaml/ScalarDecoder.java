package dev.forebay.definition.yaml;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.definition.yaml.YamlNode.Style;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;

/**
 * Finds the place of each character of a scalar by laying the decoded text along the file: equal characters belong together,
 * and what YAML folds, strips or escapes is passed over by its rules. Where the two do not fit, every character gets the
 * place of the whole scalar.
 */
final class ScalarDecoder {
    private final String file;
    private final String value;
    private final Style style;
    private final int[] starts;
    private final int[] ends;
    private int at;
    private int done;

    private ScalarDecoder(YamlScalar scalar) {
        this.file = scalar.span().source().text();
        this.value = scalar.text();
        this.style = scalar.style();
        this.at = scalar.span().start();
        this.starts = new int[value.length()];
        this.ends = new int[value.length()];
    }

    static DecodedText decode(YamlScalar scalar) {
        ScalarDecoder decoder = new ScalarDecoder(scalar);
        boolean fits = switch (scalar.style()) {
            case PLAIN -> decoder.flowScalar();
            case SINGLE_QUOTED, DOUBLE_QUOTED -> {
                decoder.at++;
                yield decoder.flowScalar();
            }
            case LITERAL, FOLDED -> decoder.blockScalar();
        };
        return fits
                ? new DecodedText(scalar.span().source(), scalar.text(), decoder.starts, decoder.ends)
                : DecodedText.opaque(scalar.text(), scalar.span());
    }

    private boolean flowScalar() {
        while (done < value.length()) {
            int blanksEnd = skipBlanks(at);
            if (breakLength(blanksEnd) > 0) {
                if (!fold(blanksEnd)) {
                    return false;
                }
            } else if (!character()) {
                return false;
            }
        }
        return true;
    }

    private boolean character() {
        if (style == Style.DOUBLE_QUOTED && charAt(at) == '\\') {
            return escape();
        }
        if (charAt(at) != value.charAt(done)) {
            return false;
        }
        boolean doubled = style == Style.SINGLE_QUOTED && charAt(at) == '\'';
        place(at, at + (doubled ? 2 : 1));
        return true;
    }

    private boolean escape() {
        int lineBreak = breakLength(at + 1);
        if (lineBreak > 0) {
            at = skipBlanks(at + 1 + lineBreak);
            return true;
        }
        int length = switch (charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
        if (at + length > file.length()) {
            return false;
        }
        int start = at;
        if (Character.isHighSurrogate(value.charAt(done)) && length == 10 && done + 1 < value.length()) {
            place(start, start + length);
        }
        place(start, start + length);
        return true;
    }

    /** Line breaks with blanks around them: one stands for a space, more for one line break less. */
    private boolean fold(int firstBreak) {
        int next = firstBreak;
        int breaks = 0;
        while (breakLength(next) > 0) {
            next = skipBlanks(next + breakLength(next));
            breaks++;
        }
        char folded = breaks == 1 ? ' ' : '\n';
        for (int i = 0; i < Math.max(1, breaks - 1) && done < value.length(); i++) {
            if (value.charAt(done) != folded) {
                return false;
            }
            place(firstBreak, firstBreak + 1);
        }
        at = next;
        return true;
    }

    private boolean blockScalar() {
        while (at < file.length() && breakLength(at) == 0) {
            at++;
        }
        at += breakLength(at);
        int indent = indent();
        while (done < value.length()) {
            int spaces = 0;
            while (spaces < indent && charAt(at) == ' ') {
                at++;
                spaces++;
            }
            while (done < value.length() && breakLength(at) == 0) {
                if (at == file.length()) {
                    return closingBreaks();
                }
                if (charAt(at) != value.charAt(done)) {
                    return false;
                }
                place(at, at + 1);
            }
            if (done < value.length() && !blockBreaks(indent)) {
                return false;
            }
        }
        return true;
    }

    /** What is left when the file has ended is line breaks that the file lacks. */
    private boolean closingBreaks() {
        while (done < value.length()) {
            if (value.charAt(done) != '\n') {
                return false;
            }
            place(file.length(), file.length());
        }
        return true;
    }

    private boolean blockBreaks(int indent) {
        int firstBreak = at;
        int breaks = 0;
        while (breakLength(at) > 0) {
            breaks++;
            at += breakLength(at);
            int blank = at;
            while (blank < at + indent && charAt(blank) == ' ') {
                blank++;
            }
            if (breakLength(blank) > 0) {
                at = blank;
            }
        }
        int next = at;
        if (style == Style.FOLDED && value.charAt(done) == ' ') {
            place(firstBreak, firstBreak + 1);
        } else {
            int placed = 0;
            while (placed < breaks && done < value.length() && value.charAt(done) == '\n') {
                place(firstBreak, firstBreak + 1);
                placed++;
            }
            if (placed == 0) {
                return false;
            }
        }
        at = next;
        return true;
    }

    /** The spaces that are taken off each line: those of the first line that is not blank, but for its own. */
    private int indent() {
        int lineStart = at;
        int first = at;
        while (charAt(first) == ' ' || breakLength(first) > 0) {
            int length = breakLength(first);
            first += Math.max(1, length);
            if (length > 0) {
                lineStart = first;
            }
        }
        int own = 0;
        for (int i = 0; i < value.length() && (value.charAt(i) == ' ' || value.charAt(i) == '\n'); i++) {
            own = value.charAt(i) == ' ' ? own + 1 : 0;
        }
        return Math.max(0, first - lineStart - own);
    }

    private void place(int start, int end) {
        starts[done] = start;
        ends[done] = end;
        done++;
        at = end;
    }

    private int skipBlanks(int from) {
        int next = from;
        while (charAt(next) == ' ' || charAt(next) == '\t') {
            next++;
        }
        return next;
    }

    private int breakLength(int index) {
        char c = charAt(index);
        if (c == '\r') {
            return charAt(index + 1) == '\n' ? 2 : 1;
        }
        return c == '\n' ? 1 : 0;
    }

    private char charAt(int index) {
        return index < file.length() ? file.charAt(index) : '\0';
    }
}
