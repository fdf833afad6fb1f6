package dev.forebay.plan.resolve;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions and LIKE patterns of a definition. */
final class Patterns {
    private static final int LONGEST = 4_096;

    /** Compiling uses the stack. */
    private static final int DEEPEST = 100;

    private Patterns() {}

    /** Null after saying what is wrong with it. */
    static @Nullable Pattern compile(String regex, Span at, DiagnosticCode code, Diagnostics into) {
        if (regex.length() > LONGEST || depth(regex) > DEEPEST) {
            into.add(
                    code,
                    at,
                    "the regular expression is too large",
                    "it may have " + LONGEST + " characters and groups " + DEEPEST + " deep");
            return null;
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            int index = e.getIndex();
            String where = index >= 0 && index < regex.length()
                    ? " at character " + (index + 1) + ", '" + regex.substring(index, index + 1) + "'"
                    : "";
            into.add(
                    code,
                    at,
                    "not a regular expression: " + e.getDescription() + where,
                    "the syntax is that of Java's java.util.regex.Pattern");
            return null;
        }
    }

    private static int depth(String regex) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ')' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }

    /** Whether each escape character escapes something. */
    static boolean isLike(String pattern, int escape) {
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (points[i] == escape) {
                i++;
                if (i == points.length || (points[i] != '%' && points[i] != '_' && points[i] != escape)) {
                    return false;
                }
            }
        }
        return true;
    }
}
