package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DecodedText;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts environment variables into operational texts. Values go into the result only, never into a diagnostic. */
final class Environment {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<fallback>[^}]*))?}");

    private final Function<String, @Nullable String> variables;
    private final Diagnostics diagnostics;

    Environment(Function<String, @Nullable String> variables, Diagnostics diagnostics) {
        this.variables = variables;
        this.diagnostics = diagnostics;
    }

    /** The first reference to a variable in {@code text}, escaped ones excluded; null where there is none. */
    static @Nullable String reference(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            if (matcher.start() == 0 || text.charAt(matcher.start() - 1) != '$') {
                return matcher.group();
            }
        }
        return null;
    }

    /** The text with its variables replaced; a variable that is missing leaves nothing after its diagnostic. */
    OperationalText substitute(YamlScalar scalar) {
        String text = scalar.text();
        if (!text.contains("${")) {
            return new OperationalText(text, text, scalar.span());
        }
        DecodedText decoded = scalar.decoded();
        StringBuilder value = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at)) {
                value.append("${");
                at += 3;
            } else if (!text.startsWith("${", at)) {
                value.append(text.charAt(at++));
            } else if (matcher.find(at) && matcher.start() == at) {
                value.append(value(matcher, decoded.span(at, matcher.end())));
                at = matcher.end();
            } else {
                malformed(text, at, decoded);
                at = text.length();
            }
        }
        return new OperationalText(text, value.toString(), scalar.span());
    }

    private String value(Matcher reference, Span span) {
        String name = reference.group("name");
        String value = variables.apply(name);
        String fallback = reference.group("fallback");
        // As in a shell, ':-' stands in for an empty variable as well.
        if (fallback != null && (value == null || value.isEmpty())) {
            return fallback;
        }
        if (value == null) {
            diagnostics.add(
                    DefinitionCode.UNSET_VARIABLE,
                    span,
                    "the environment variable " + name + " is not set",
                    "set it: export " + name + "=...",
                    "or name a file that holds its value: export " + name + "_FILE=...",
                    "or give it a default here: ${" + name + ":-default}");
            return "";
        }
        return value;
    }

    private void malformed(String text, int at, DecodedText decoded) {
        int close = text.indexOf('}', at);
        int end = close < 0 ? text.length() : close + 1;
        diagnostics.add(
                DefinitionCode.WRONG_REFERENCE,
                decoded.span(at, end),
                close < 0
                        ? "the reference to an environment variable is not closed by '}'"
                        : "'" + text.substring(at, end) + "' names no environment variable",
                "it is written ${NAME} or ${NAME:-default}; a name has letters, digits and _",
                "for the characters ${ themselves write $${");
    }
}
