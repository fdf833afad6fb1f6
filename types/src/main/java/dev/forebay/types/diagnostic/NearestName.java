package dev.forebay.types.diagnostic;

import java.util.Collection;
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
            double distance = distance(name, candidate, (int) bestDistance);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The edit distance where it is at most {@code most}, else something above. */
    private static double distance(String a, String b, int most) {
        if (a.equals(b)) {
            return 0;
        }
        if (a.equalsIgnoreCase(b)) {
            return 0.5;
        }
        int start = 0;
        int shorter = Math.min(a.length(), b.length());
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int same = 0;
        while (same < shorter - start && a.charAt(a.length() - 1 - same) == b.charAt(b.length() - 1 - same)) {
            same++;
        }
        return edits(a.substring(start, a.length() - same), b.substring(start, b.length() - same), most);
    }

    /** Row by row, until a whole row is above {@code most}. */
    private static int edits(String a, String b, int most) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int edits = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                row[j] = swapped ? Math.min(edits, beforeLast[j - 2] + 1) : edits;
                least = Math.min(least, row[j]);
            }
            // A swap reaches back two rows, and then costs one more.
            if (least > most + 1) {
                return least;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
