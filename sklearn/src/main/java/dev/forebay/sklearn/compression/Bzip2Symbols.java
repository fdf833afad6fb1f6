package dev.forebay.sklearn.compression;

import java.io.IOException;

/** The symbols of a block, which take turns among 2 to 6 prefix codes. */
final class Bzip2Symbols {
    private final Bzip2Bits bits;
    private final Bzip2Huffman[] codes;
    private final byte[] selectors;
    private final int perSelector;
    private int read;

    private Bzip2Symbols(Bzip2Bits bits, Bzip2Huffman[] codes, byte[] selectors, int perSelector) {
        this.bits = bits;
        this.codes = codes;
        this.selectors = selectors;
        this.perSelector = perSelector;
    }

    static Bzip2Symbols read(Bzip2Bits bits, int symbolCount, int perSelector) throws IOException {
        int codeCount = bits.read(3);
        int selectorCount = bits.read(15);
        if (codeCount < 2 || codeCount > 6 || selectorCount == 0) {
            throw new IOException("bzip2 block with " + codeCount + " codes");
        }
        byte[] selectors = readSelectors(bits, codeCount, selectorCount);
        Bzip2Huffman[] codes = new Bzip2Huffman[codeCount];
        for (int i = 0; i < codeCount; i++) {
            codes[i] = Bzip2Huffman.read(bits, symbolCount);
        }
        return new Bzip2Symbols(bits, codes, selectors, perSelector);
    }

    private static byte[] readSelectors(Bzip2Bits bits, int codeCount, int selectorCount) throws IOException {
        byte[] front = {0, 1, 2, 3, 4, 5};
        byte[] selectors = new byte[selectorCount];
        for (int i = 0; i < selectorCount; i++) {
            int from = 0;
            while (bits.readFlag()) {
                if (++from >= codeCount) {
                    throw new IOException("no bzip2 code " + from);
                }
            }
            byte chosen = front[from];
            System.arraycopy(front, 0, front, 1, from);
            front[0] = chosen;
            selectors[i] = chosen;
        }
        return selectors;
    }

    int next() throws IOException {
        int selector = read++ / perSelector;
        if (selector >= selectors.length) {
            throw new IOException("bzip2 block without end");
        }
        return codes[selectors[selector]].decode(bits);
    }
}
