package dev.forebay.sklearn.compression;

import java.io.IOException;

/** A canonical prefix code: symbols in order of the length of their codes, at most 20 bits. */
final class Bzip2Huffman {
    private static final int LONGEST = 20;

    /** How many symbols have a code of each length. */
    private final int[] counts = new int[LONGEST + 1];

    private final int[] symbols;

    /** @param lengths the length of each symbol's code, 1 to 20 */
    private Bzip2Huffman(int[] lengths) throws IOException {
        symbols = new int[lengths.length];
        int[] next = new int[LONGEST + 2];
        for (int length : lengths) {
            counts[length]++;
            next[length + 1]++;
        }
        int free = 1;
        for (int length = 1; length <= LONGEST; length++) {
            next[length] += next[length - 1];
            free = 2 * free - counts[length];
            if (free < 0) {
                throw new IOException("bzip2 code that is ambiguous");
            }
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            symbols[next[lengths[symbol]]++] = symbol;
        }
    }

    /** Reads the code of {@code symbolCount} symbols: a first length, then steps of one up or down. */
    static Bzip2Huffman read(Bzip2Bits bits, int symbolCount) throws IOException {
        int[] lengths = new int[symbolCount];
        int length = bits.read(5);
        for (int symbol = 0; symbol < symbolCount; symbol++) {
            while (bits.readFlag()) {
                length += bits.readFlag() ? -1 : 1;
                requireLength(length);
            }
            requireLength(length);
            lengths[symbol] = length;
        }
        return new Bzip2Huffman(lengths);
    }

    private static void requireLength(int length) throws IOException {
        if (length < 1 || length > LONGEST) {
            throw new IOException("bzip2 code of length " + length);
        }
    }

    int decode(Bzip2Bits bits) throws IOException {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= bits.read(1);
            int count = counts[length];
            if (code - first < count) {
                return symbols[index + code - first];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        throw new IOException("no bzip2 symbol");
    }
}
