package dev.forebay.engine.function;

import static dev.forebay.engine.function.Loop.longs;
import static dev.forebay.engine.function.Loop.texts;

import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;

/** How long texts are, in code points and in bytes. */
final class TextLengths {
    private TextLengths() {}

    static void addTo(KernelTable table) {
        table.loop("LENGTH(string)", TextLengths::codePoints);
        table.loop("OCTET_LENGTH(string)", TextLengths::octets);
    }

    private static void codePoints(Vector[] in, Vector out, int rows) {
        StringVector x = texts(in[0]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            if (out.state[i] == Vector.VALID) {
                z[i] = Utf8.count(x.arena[i].bytes, x.start[i], x.start[i] + x.length[i]);
            }
        }
    }

    private static void octets(Vector[] in, Vector out, int rows) {
        StringVector x = texts(in[0]);
        long[] z = longs(out);
        for (int i = 0; i < rows; i++) {
            z[i] = x.length[i];
        }
    }
}
