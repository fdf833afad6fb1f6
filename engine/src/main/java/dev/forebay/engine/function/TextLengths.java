package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.longs;
import static dev.forebay.engine.function.Loop.texts;

import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** How long texts are and what they are made of. */
final class TextLengths {
    private TextLengths() {}

    static void addTo(KernelTable table) {
        table.loop("LENGTH(string)", TextLengths::codePoints);
        table.loop("OCTET_LENGTH(string)", TextLengths::octets);
        table.rows("COUNT_DIGITS(string)", counting(c -> c >= '0' && c <= '9'));
        table.rows("COUNT_LETTERS(string)", counting(Character::isLetter));
        table.rows("COUNT_UPPER(string)", counting(Character::isUpperCase));
        table.rowsBound("ENTROPY(string)", call -> entropy());
    }

    private static void codePoints(Vector[] in, Vector out, int rows) {
        StringVector x = texts(in[0]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            if (out.state[i] == Vector.VALID) {
                z[i] = CodePoints.count(x.arena[i].bytes, x.start[i], x.start[i] + x.length[i]);
            }
        }
    }

    private static void octets(Vector[] in, Vector out, int rows) {
        int[] x = texts(in[0]).length;
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x[i];
        }
    }

    private static RowFunction counting(IntPredicate kind) {
        return row -> row.give((long) CodePoints.count(row.bytes(0), row.start(0), row.end(0), kind));
    }

    private static RowFunction entropy() {
        int[] counts = new int[128];
        return row -> {
            if (CodePoints.areAscii(row.bytes(0), row.start(0), row.end(0))) {
                Arrays.fill(counts, 0);
                for (int i = row.start(0); i < row.end(0); i++) {
                    counts[row.bytes(0)[i]]++;
                }
                row.give(entropy(counts, row.length(0)));
            } else {
                row.give(entropyOf(row.text(0).codePoints().sorted().toArray()));
            }
        };
    }

    private static double entropyOf(int[] sorted) {
        int[] counts = new int[sorted.length];
        int different = 0;
        for (int i = 0; i < sorted.length; i++) {
            different += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
            counts[different - 1]++;
        }
        return entropy(counts, sorted.length);
    }

    private static double entropy(int[] counts, int length) {
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / length;
                entropy -= share * RealFunctions.log2(share);
            }
        }
        return entropy;
    }
}
