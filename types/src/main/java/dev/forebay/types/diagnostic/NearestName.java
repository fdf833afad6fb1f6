package dev.forebay.types.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was probably meant to be. */
public final class NearestName {
    private NearestName() {}

    /**
     * The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours; case counts half), if
     * that is at most a third of the name's length; of several, the first.
     */
    public static Optional<String> of(String name, Collection<String> candidates) {
        String best = null;
        double bestDistance = Math.max(1, name.length() / 3) + 0.01;
        if (name.length() > 200) {
            return Optional.empty();
        }
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) > bestDistance) {
                continue;
            }
            double distance = distance(name, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double distance(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        if (a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT))) {
            return 0.5;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                d[i][j] = swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
            }
        }
        return d[a.length()][b.length()];
    }
}
