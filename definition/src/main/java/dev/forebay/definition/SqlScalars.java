package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.expression.Expression;
import dev.forebay.definition.expression.ExpressionParser;
import dev.forebay.definition.yaml.YamlNode.Style;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the expressions in scalars, and says so where it was YAML that cut one short. */
final class SqlScalars {
    private static final Pattern COMMENT = Pattern.compile("[ \\t]+#");

    private SqlScalars() {}

    static @Nullable Expression parse(YamlScalar scalar, Span place, Diagnostics into) {
        return parse(scalar, scalar.decoded(), place, into);
    }

    /** @param text the scalar's, perhaps with something put in */
    static @Nullable Expression parse(YamlScalar scalar, DecodedText text, Span place, Diagnostics into) {
        boolean block = scalar.style() == Style.FOLDED || scalar.style() == Style.LITERAL;
        if (block && scalar.text().isBlank() && scalar.span().text().strip().length() > 1) {
            into.add(
                    DefinitionCode.YAML_SPOILS_TEXT,
                    scalar.span(),
                    "YAML takes '" + scalar.span().text().charAt(0)
                            + "' at the beginning of a text for the beginning of a block",
                    "put the expression in a | block on lines of its own");
            return null;
        }
        Diagnostics found = new Diagnostics();
        Expression expression = ExpressionParser.parse(text, scalar.text().isBlank() ? place : scalar.span(), found);
        List<String> hints = expression == null ? hints(scalar) : List.of();
        for (Diagnostic diagnostic : found.sorted()) {
            List<String> notes = new ArrayList<>(diagnostic.notes());
            notes.addAll(hints);
            into.add(new Diagnostic(diagnostic.code(), diagnostic.span(), diagnostic.message(), notes));
        }
        return expression;
    }

    private static List<String> hints(YamlScalar scalar) {
        if (scalar.style() != Style.PLAIN || scalar.isAbsent()) {
            return List.of();
        }
        String file = scalar.span().source().text();
        int end = scalar.span().end();
        Matcher comment = COMMENT.matcher(file).region(end, file.length());
        if (comment.lookingAt()) {
            return List.of("YAML ends the text at ' #', where it sees a comment; put the expression in a | block");
        }
        if (scalar.inFlow() && end < file.length() && file.charAt(end) != '}') {
            return List.of("between braces, YAML ends a text at '" + file.charAt(end)
                    + "'; put the text in double quotes, or write the mapping without braces");
        }
        return List.of();
    }
}
