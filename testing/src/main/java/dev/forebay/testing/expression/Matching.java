package dev.forebay.testing.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code LIKE}, regular expressions, and how alike two texts are. */
final class Matching {
    private static final int MOST_CHARACTERS = 1000;

    private Matching() {}

    static void register(Map<String, Interpretation> into) {
        into.put("LIKE", Matching::like);
        into.put("REGEXP_LIKE", args -> !matches(args).isEmpty());
        into.put("REGEXP_EXTRACT", Matching::extract);
        into.put("REGEXP_REPLACE", args -> Texts.bounded(replaced(args)));
        into.put("REGEXP_COUNT", args -> (long) matches(args).size());
        into.put("LEVENSHTEIN", args -> levenshtein(shortText(args.text(0)), shortText(args.text(1))));
        into.put("JARO_WINKLER", args -> jaroWinkler(shortText(args.text(0)), shortText(args.text(1))));
    }

    /** All matches but those that Java finds between the two halves of a code point. */
    private static List<MatchResult> matches(Arguments args) {
        String text = args.text(0);
        Set<Integer> boundaries = new HashSet<>(Set.of(text.length()));
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            boundaries.add(at);
        }
        return Pattern.compile(args.text(1))
                .matcher(text)
                .results()
                .filter(match -> boundaries.contains(match.start()))
                .toList();
    }

    private static String replaced(Arguments args) {
        Set<Integer> wanted = new HashSet<>();
        matches(args).forEach(match -> wanted.add(match.start()));
        Matcher matcher = Pattern.compile(args.text(1)).matcher(args.text(0));
        return matcher.replaceAll(match -> wanted.contains(match.start()) ? args.text(2) : "");
    }

    private static @Nullable Object extract(Arguments args) {
        List<MatchResult> matches = matches(args);
        int group = args.has(2) ? (int) args.whole(2) : 0;
        return matches.isEmpty() ? null : matches.get(0).group(group);
    }

    /** Character by character of the pattern: which beginnings of the text it matches so far. */
    private static boolean like(Arguments args) {
        List<Integer> text = Texts.codePoints(args.text(0));
        int escape = args.has(2) ? args.text(2).codePointAt(0) : -1;
        boolean[] matched = new boolean[text.size() + 1];
        matched[0] = true;
        boolean escaped = false;
        for (int c : Texts.codePoints(args.text(1))) {
            if (!escaped && c == escape) {
                escaped = true;
                continue;
            }
            if (escaped && c != '%' && c != '_' && c != escape) {
                throw RowFailed.domain("the escape character before " + Character.toString(c));
            }
            boolean wild = !escaped && (c == '%' || c == '_');
            matched = wild && c == '%' ? anyFurther(matched) : oneFurther(matched, text, wild ? -1 : c);
            escaped = false;
        }
        if (escaped) {
            throw RowFailed.domain("the escape character at the end");
        }
        return matched[text.size()];
    }

    private static boolean[] anyFurther(boolean[] matched) {
        boolean[] next = matched.clone();
        for (int i = 1; i < next.length; i++) {
            next[i] |= next[i - 1];
        }
        return next;
    }

    /** @param wanted the code point that must follow; -1 for any one */
    private static boolean[] oneFurther(boolean[] matched, List<Integer> text, int wanted) {
        boolean[] next = new boolean[matched.length];
        for (int i = 0; i < text.size(); i++) {
            next[i + 1] = matched[i] && (wanted == -1 || text.get(i) == wanted);
        }
        return next;
    }

    private static List<Integer> shortText(String s) {
        List<Integer> points = Texts.codePoints(s);
        if (points.size() > MOST_CHARACTERS) {
            throw RowFailed.domain("a text of " + points.size() + " characters");
        }
        return points;
    }

    private static long levenshtein(List<Integer> a, List<Integer> b) {
        long[][] distance = new long[a.size() + 1][b.size() + 1];
        for (int i = 0; i <= a.size(); i++) {
            for (int j = 0; j <= b.size(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = (long) i + j;
                    continue;
                }
                long replaced = distance[i - 1][j - 1] + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                distance[i][j] = Math.min(replaced, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
            }
        }
        return distance[a.size()][b.size()];
    }

    private static double jaroWinkler(List<Integer> a, List<Integer> b) {
        if (a.isEmpty() && b.isEmpty()) {
            return 1;
        }
        int reach = Math.max(0, Math.max(a.size(), b.size()) / 2 - 1);
        boolean[] taken = new boolean[b.size()];
        List<Integer> matchedOfA = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            for (int j = Math.max(0, i - reach); j <= Math.min(b.size() - 1, i + reach); j++) {
                if (!taken[j] && b.get(j).equals(a.get(i))) {
                    taken[j] = true;
                    matchedOfA.add(a.get(i));
                    break;
                }
            }
        }
        double m = matchedOfA.size();
        if (m == 0) {
            return 0;
        }
        List<Integer> matchedOfB = new ArrayList<>();
        for (int j = 0; j < b.size(); j++) {
            if (taken[j]) {
                matchedOfB.add(b.get(j));
            }
        }
        int outOfOrder = 0;
        for (int i = 0; i < matchedOfA.size(); i++) {
            outOfOrder += matchedOfA.get(i).equals(matchedOfB.get(i)) ? 0 : 1;
        }
        double t = outOfOrder / 2.0;
        double j = (m / a.size() + m / b.size() + (m - t) / m) / 3;
        int common = 0;
        while (common < Math.min(4, Math.min(a.size(), b.size()))
                && a.get(common).equals(b.get(common))) {
            common++;
        }
        return j < 0.7 ? j : j + common * 0.1 * (1 - j);
    }
}
