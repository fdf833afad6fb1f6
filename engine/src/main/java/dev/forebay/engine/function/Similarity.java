package dev.forebay.engine.function;

import dev.forebay.types.batch.ReasonCode;
import java.util.Arrays;

/** How alike two texts of up to 1,000 code points are. Holds the memory for it. */
final class Similarity {
    private static final int MOST = 1_000;
    private static final String TOO_LONG = "a text of more than 1,000 characters";

    private final int[] a = new int[MOST];
    private final int[] b = new int[MOST];
    private final int[] distances = new int[MOST + 1];
    private final boolean[] taken = new boolean[MOST];
    private final int[] matches = new int[MOST];

    private Similarity() {}

    static void addTo(KernelTable table) {
        table.failingRowsBound(
                "LEVENSHTEIN(string,string)", ReasonCode.DOMAIN, TOO_LONG, call -> new Similarity()::levenshtein);
        table.failingRowsBound(
                "JARO_WINKLER(string,string)", ReasonCode.DOMAIN, TOO_LONG, call -> new Similarity()::jaroWinkler);
    }

    /** Writes a text's code points to {@code into} and returns how many there are; -1 if too many. */
    private static int read(Row row, int argument, int[] into) {
        byte[] bytes = row.bytes(argument);
        int count = 0;
        for (int at = row.start(argument); at < row.end(argument); at += CodePoints.length(bytes[at])) {
            if (count == MOST) {
                return -1;
            }
            into[count++] = CodePoints.at(bytes, at);
        }
        return count;
    }

    private void levenshtein(Row row) {
        int aLength = read(row, 0, a);
        int bLength = read(row, 1, b);
        if (aLength < 0 || bLength < 0) {
            row.fail();
            return;
        }
        for (int j = 0; j <= bLength; j++) {
            distances[j] = j;
        }
        for (int i = 1; i <= aLength; i++) {
            int diagonal = distances[0];
            distances[0] = i;
            for (int j = 1; j <= bLength; j++) {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.min(replaced, 1 + Math.min(distances[j], distances[j - 1]));
            }
        }
        row.give((long) distances[bLength]);
    }

    private void jaroWinkler(Row row) {
        int aLength = read(row, 0, a);
        int bLength = read(row, 1, b);
        if (aLength < 0 || bLength < 0) {
            row.fail();
        } else if (aLength == 0 && bLength == 0) {
            row.give(1.0);
        } else {
            double jaro = jaro(aLength, bLength);
            row.give(jaro < 0.7 ? jaro : jaro + prefix(Math.min(aLength, bLength)) * 0.1 * (1 - jaro));
        }
    }

    private double jaro(int aLength, int bLength) {
        int count = match(aLength, bLength);
        if (count == 0) {
            return 0;
        }
        double m = count;
        double t = outOfOrder(bLength) / 2.0;
        return (m / aLength + m / bLength + (m - t) / m) / 3;
    }

    /** Matches each of a's code points with the first free one of b's within reach; returns how many found one. */
    private int match(int aLength, int bLength) {
        Arrays.fill(taken, 0, bLength, false);
        int reach = Math.max(0, Math.max(aLength, bLength) / 2 - 1);
        int count = 0;
        for (int i = 0; i < aLength; i++) {
            int end = Math.min(bLength, i + reach + 1);
            for (int j = Math.max(0, i - reach); j < end; j++) {
                if (!taken[j] && a[i] == b[j]) {
                    taken[j] = true;
                    matches[count++] = a[i];
                    break;
                }
            }
        }
        return count;
    }

    private int outOfOrder(int bLength) {
        int different = 0;
        int k = 0;
        for (int j = 0; j < bLength; j++) {
            if (taken[j]) {
                different += matches[k++] == b[j] ? 0 : 1;
            }
        }
        return different;
    }

    private int prefix(int shorter) {
        int common = 0;
        while (common < Math.min(4, shorter) && a[common] == b[common]) {
            common++;
        }
        return common;
    }
}
