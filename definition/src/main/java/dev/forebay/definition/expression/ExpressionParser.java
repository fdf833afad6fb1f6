package dev.forebay.definition.expression;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads SQL scalar expressions into trees. Stateless; safe for several threads. */
public final class ExpressionParser {
    /** The longest expression, in characters. */
    public static final int MAX_LENGTH = 64 * 1024;

    /** The deepest tree, so that a pass over it may use the stack. A row of operators is a deep tree as well. */
    static final int MAX_DEPTH = 500;

    private ExpressionParser() {}

    /** The expression that {@code where} covers in {@code source}; null after adding its first mistake to {@code into}. */
    public static @Nullable Expression parse(SourceText source, Span where, Diagnostics into) {
        if (!where.source().equals(source)) {
            throw new IllegalArgumentException("the span is in " + where.source() + ", not in " + source);
        }
        return parse(DecodedText.verbatim(where), where, into);
    }

    /**
     * An expression whose characters were decoded from elsewhere.
     *
     * @param where all of it, for mistakes that have no place inside
     * @return null after adding its first mistake to {@code into}
     */
    public static @Nullable Expression parse(DecodedText text, Span where, Diagnostics into) {
        if (text.text().length() > MAX_LENGTH) {
            into.add(
                    DefinitionCode.EXPRESSION_TOO_LONG,
                    where,
                    String.format(
                            Locale.ROOT,
                            "the expression has %,d characters, more than %,d",
                            text.text().length(),
                            MAX_LENGTH),
                    "give parts of it features of their own and use their names");
            return null;
        }
        if (text.text().isBlank()) {
            into.add(DefinitionCode.EMPTY_EXPRESSION, where, "an expression is needed here, found nothing");
            return null;
        }
        try {
            Expression parsed = Grammar.parse(text);
            return isShallow(parsed, into) ? parsed : null;
        } catch (SyntaxException e) {
            into.add(e.diagnostic());
            return null;
        }
    }

    private record Level(Expression node, int depth) {}

    private static boolean isShallow(Expression root, Diagnostics into) {
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(root, 1));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth() > MAX_DEPTH) {
                into.add(
                        DefinitionCode.EXPRESSION_TOO_DEEP,
                        level.node().span(),
                        "more than " + MAX_DEPTH + " operators hang on one another here",
                        "for a list of values write: x IN (1, 2, 3)",
                        "or give parts of it features of their own and use their names");
                return false;
            }
            for (Expression child : level.node().children()) {
                open.push(new Level(child, level.depth() + 1));
            }
        }
        return true;
    }
}
