package dev.forebay.definition.yaml;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what a YAML library's complaint means to somebody who writes a definition. */
final class YamlComplaint {
    /** A line with a key: what stands before the value, the key, the value. */
    private static final Pattern KEY_AND_VALUE = Pattern.compile(
            "(?<before>\\s*(?:- +)*(?<key>'[^']*'|\"[^\"]*\"|[^\\s'\"#{\\[][^:]*?)\\s*:\\s+)(?<value>\\S.*)");

    private final Offsets offsets;
    private final String problem;
    private final String context;
    private final int at;
    private final int contextAt;

    private YamlComplaint(MarkedYamlEngineException e, Offsets offsets) {
        this.offsets = offsets;
        this.problem = e.getProblem() == null ? "" : e.getProblem();
        this.context = e.getContext() == null ? "" : e.getContext();
        this.at = offsets.offset(e.getProblemMark().or(e::getContextMark));
        this.contextAt = offsets.offset(e.getContextMark().or(e::getProblemMark));
    }

    static Diagnostic about(MarkedYamlEngineException e, Offsets offsets) {
        return new YamlComplaint(e, offsets).diagnostic();
    }

    private Diagnostic diagnostic() {
        if (problem.contains("(TAB)")) {
            return of(
                    DefinitionCode.TAB,
                    point(at),
                    "a tab cannot indent a line in YAML",
                    "indent with spaces; most editors can convert the file");
        }
        Diagnostic spoilt = spoiltText();
        if (spoilt == null && context.contains("flow")) {
            spoilt = commaInParentheses();
        }
        return spoilt != null ? spoilt : syntax();
    }

    /** A value on the line of the problem that YAML reads otherwise than meant; null where there is none. */
    private @Nullable Diagnostic spoiltText() {
        SourceText source = offsets.source();
        int line = source.line(at);
        Matcher matcher = KEY_AND_VALUE.matcher(shortLine(source.lineText(line)));
        if (!matcher.matches() || isBlockIndicator(matcher.group("value"))) {
            return null;
        }
        String value = matcher.group("value");
        int valueAt = source.lineStart(line) + matcher.start("value");
        if (at < valueAt) {
            return null;
        }
        String reason = reason(value, at - valueAt);
        if (reason == null) {
            return null;
        }
        int caret = reason.startsWith("': '") || reason.startsWith("the quote") ? at : valueAt;
        List<String> notes = new ArrayList<>();
        notes.add("YAML leaves a | block alone; write");
        notes.add("  " + matcher.group("key") + ": |");
        notes.add("    " + value.strip());
        return new Diagnostic(DefinitionCode.YAML_SPOILS_TEXT, point(caret), reason, notes);
    }

    /** A comma between braces that stands inside parentheses, where it was meant for the expression; null where there is none. */
    private @Nullable Diagnostic commaInParentheses() {
        String text = offsets.source().text();
        int depth = 0;
        for (int i = contextAt; i < Math.min(at, contextAt + 2000); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth > 0) {
                return of(
                        DefinitionCode.YAML_SPOILS_TEXT,
                        point(i),
                        "between braces, YAML ends a text at ','",
                        "put the text in double quotes, or write the mapping over several lines without braces");
            }
        }
        return null;
    }

    private static boolean isBlockIndicator(String value) {
        return value.matches("[|>][-+0-9]{0,2}\\s*(#.*)?");
    }

    private @Nullable String reason(String value, int problemAt) {
        char first = value.charAt(0);
        return switch (first) {
            case '\'', '"' ->
                closingQuote(value) > 0 && problemAt > closingQuote(value)
                        ? "the quote at the beginning makes YAML end the text at the next " + first
                        : null;
            case '%', '@', '`' -> "a text in YAML cannot begin with '" + first + "'";
            case '*', '&', '!' -> "YAML takes '" + first + "' at the beginning of a text for its own";
            case '|', '>' -> "YAML takes '" + first + "' at the beginning of a text for the beginning of a block";
            case '{', '[' ->
                problem.startsWith("expected <block end>")
                        ? "YAML takes '" + first + "' at the beginning of a text for the beginning of a "
                                + (first == '{' ? "mapping" : "list")
                        : null;
            case ',', '}', ']' -> "a text in YAML cannot begin with '" + first + "'";
            case '-', '?' ->
                value.startsWith(first + " ")
                        ? "YAML takes '" + first + " ' at the beginning of a text for "
                                + (first == '-' ? "an item of a list" : "a key")
                        : null;
            default ->
                problem.startsWith("mapping values are not allowed") && problemAt > 0
                        ? "': ' inside a text makes YAML take what stands before it for a key"
                        : null;
        };
    }

    private static int closingQuote(String value) {
        return value.indexOf(value.charAt(0), 1);
    }

    private Diagnostic syntax() {
        if (problem.startsWith("mapping values are not allowed")) {
            return of(
                    DefinitionCode.YAML_SYNTAX,
                    keyBefore(at),
                    "a key cannot stand here",
                    "is the line indented as its neighbours are? keys of one mapping begin in the same column");
        }
        if (problem.startsWith("could not find expected ':'")) {
            return of(
                    DefinitionCode.YAML_SYNTAX,
                    lineOf(contextAt),
                    "this line has no ': '",
                    "a key is followed by a colon and a space: name: value",
                    "a value that goes on over several lines is indented deeper than its key");
        }
        if (context.contains("quoted scalar") && problem.contains("end of stream")) {
            return of(
                    DefinitionCode.YAML_SYNTAX,
                    point(contextAt),
                    "the quote that opens here is never closed",
                    "a quote inside single quotes is written twice: 'it''s'");
        }
        if (context.contains("double-quoted")) {
            return of(
                    DefinitionCode.YAML_SYNTAX,
                    point(at),
                    "between double quotes, YAML takes \\ for the beginning of an escape, and there is none such",
                    "write \\\\ for the character itself, or put the text in single quotes or in a | block");
        }
        if (context.contains("flow") && problem.startsWith("expected ','")) {
            char open = offsets.source().text().charAt(Math.min(contextAt, offsets.length() - 1));
            return of(
                    DefinitionCode.YAML_SYNTAX,
                    point(contextAt),
                    "this '" + open + "' is not closed before line "
                            + offsets.source().line(at) + ", column "
                            + offsets.source().column(at),
                    "expected ',' or '" + (open == '{' ? '}' : ']') + "' there",
                    "a text with , : { } [ or ] stands in quotes between braces and brackets");
        }
        if (problem.startsWith("expected <block end>")) {
            return of(
                    DefinitionCode.YAML_SYNTAX,
                    point(at),
                    "this does not continue what stands before it",
                    "keys of one mapping, and items of one list, begin in the same column");
        }
        return of(
                DefinitionCode.YAML_SYNTAX,
                point(at),
                "this is not YAML: " + problem.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    }

    private static String shortLine(String line) {
        return line.length() <= 2000 ? line : line.substring(0, 2000);
    }

    private Span point(int offset) {
        int start = Math.min(offset, offsets.length());
        return offsets.span(start, Math.min(start + 1, offsets.length()));
    }

    /** The text of the line up to a colon. */
    private Span keyBefore(int colon) {
        SourceText source = offsets.source();
        int start = source.lineStart(source.line(colon));
        while (start < colon && source.text().charAt(start) == ' ') {
            start++;
        }
        return start == colon ? point(colon) : offsets.span(start, colon);
    }

    private Span lineOf(int offset) {
        SourceText source = offsets.source();
        int line = source.line(offset);
        return offsets.span(
                offset,
                Math.max(
                        offset,
                        source.lineStart(line)
                                + source.lineText(line).stripTrailing().length()));
    }

    private static Diagnostic of(DefinitionCode code, Span span, String message, String... notes) {
        return Diagnostic.of(code, span, message, notes);
    }
}
