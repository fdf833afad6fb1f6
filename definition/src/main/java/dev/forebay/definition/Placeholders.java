package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DecodedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places in braces, which {@code each} fills: <code>max_{c}</code>. */
final class Placeholders {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Placeholders() {}

    /** What stands between the braces of a text, place by place. */
    static List<String> in(String text) {
        return PLACE.matcher(text).results().map(place -> place.group(1)).toList();
    }

    /** A name with its places filled; a place that is not in {@code places} stays. */
    static String fill(String name, Map<String, String> places) {
        return PLACE.matcher(name)
                .replaceAll(place -> Matcher.quoteReplacement(places.getOrDefault(place.group(1), place.group())));
    }

    /** An expression with its places filled. An odd name is put in double quotes where it is all of the name. */
    static DecodedText fill(DecodedText sql, Map<String, String> places) {
        DecodedText filled = sql;
        List<MatchResult> found =
                new ArrayList<>(PLACE.matcher(sql.text()).results().toList());
        for (int i = found.size() - 1; i >= 0; i--) {
            MatchResult place = found.get(i);
            String name = places.get(place.group(1));
            if (name != null) {
                filled = filled.replaced(
                        place.start(), place.end(), standsAlone(sql.text(), place) ? quotedIfOdd(name) : name);
            }
        }
        return filled;
    }

    private static boolean standsAlone(String sql, MatchResult place) {
        return !continues(sql, place.start() - 1) && !continues(sql, place.end());
    }

    private static boolean continues(String sql, int at) {
        char c = at < 0 || at >= sql.length() ? ' ' : sql.charAt(at);
        return Character.isLetterOrDigit(c) || c == '_' || c == '"' || c == '\'' || c == '{' || c == '}';
    }

    private static String quotedIfOdd(String name) {
        return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
