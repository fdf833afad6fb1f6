package dev.forebay.sklearn.compression;

import java.io.IOException;
import java.util.Arrays;

/**
 * One block of a bzip2 stream: symbols, undone from last to first step (prefix code, move to front with runs, sorting,
 * runs), as in the description of the format by J. Tsai.
 */
final class Bzip2Block {
    static final Bzip2Block EMPTY = new Bzip2Block(new int[0], 0, 0);

    private static final int SYMBOLS_PER_SELECTOR = 50;
    private static final int[] CHECKSUM_STEPS = checksumSteps();

    /** For each place of the sorted block: the byte in the low 8 bits, where it goes on above them. */
    private final int[] chain;

    private final int expectedChecksum;
    private int place;
    private int left;
    private int checksum = -1;
    private int previous = -1;
    private int equalBytes;
    private int repeats;

    private Bzip2Block(int[] chain, int start, int expectedChecksum) {
        this.chain = chain;
        this.left = chain.length;
        this.place = chain.length == 0 ? 0 : chain[start] >>> 8;
        this.expectedChecksum = expectedChecksum;
    }

    static Bzip2Block read(Bzip2Bits bits, int blockLimit) throws IOException {
        int checksum = bits.read(16) << 16 | bits.read(16);
        if (bits.readFlag()) {
            throw new IOException("randomised bzip2 block");
        }
        int start = bits.read(24);
        byte[] alphabet = readAlphabet(bits);
        Bzip2Symbols symbols = Bzip2Symbols.read(bits, alphabet.length + 2, SYMBOLS_PER_SELECTOR);
        byte[] sorted = undoMoveToFront(symbols, alphabet, blockLimit);
        if (start >= sorted.length) {
            throw new IOException("bzip2 block starts outside of itself");
        }
        return new Bzip2Block(chain(sorted), start, checksum);
    }

    /** The byte values that occur, from 16 bits that tell which groups of 16 do. */
    private static byte[] readAlphabet(Bzip2Bits bits) throws IOException {
        byte[] alphabet = new byte[256];
        int size = 0;
        int groups = bits.read(16);
        for (int group = 0; group < 16; group++) {
            int members = (groups & (0x8000 >> group)) == 0 ? 0 : bits.read(16);
            for (int i = 0; i < 16; i++) {
                if ((members & (0x8000 >> i)) != 0) {
                    alphabet[size++] = (byte) (group * 16 + i);
                }
            }
        }
        if (size == 0) {
            throw new IOException("bzip2 block of no bytes");
        }
        return Arrays.copyOf(alphabet, size);
    }

    private static byte[] undoMoveToFront(Bzip2Symbols symbols, byte[] alphabet, int blockLimit) throws IOException {
        byte[] out = new byte[blockLimit];
        int size = 0;
        int last = alphabet.length + 1;
        int run = 0;
        int weight = 1;
        while (true) {
            int symbol = symbols.next();
            if (symbol <= 1) {
                // A run of the front byte: its length in digits 1 and 2 of base 2.
                run += weight << symbol;
                weight <<= 1;
                if (run > blockLimit - size) {
                    throw new IOException("bzip2 block too long");
                }
                continue;
            }
            Arrays.fill(out, size, size + run, alphabet[0]);
            size += run;
            run = 0;
            weight = 1;
            if (symbol == last) {
                return Arrays.copyOf(out, size);
            }
            if (size == blockLimit) {
                throw new IOException("bzip2 block too long");
            }
            byte value = alphabet[symbol - 1];
            System.arraycopy(alphabet, 0, alphabet, 1, symbol - 1);
            alphabet[0] = value;
            out[size++] = value;
        }
    }

    /** Links each byte of the sorted block to the one that follows it in the text. */
    private static int[] chain(byte[] sorted) {
        int[] next = new int[257];
        for (byte b : sorted) {
            next[(b & 0xff) + 1]++;
        }
        for (int i = 1; i < 257; i++) {
            next[i] += next[i - 1];
        }
        int[] chain = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            chain[i] |= sorted[i] & 0xff;
            chain[next[sorted[i] & 0xff]++] |= i << 8;
        }
        return chain;
    }

    /** The next byte of the text, or -1 after the last. Four equal bytes are followed by how often more it comes. */
    int next() {
        if (repeats > 0) {
            repeats--;
            return emit(previous);
        }
        if (left == 0) {
            return -1;
        }
        int value = take();
        equalBytes = value == previous ? equalBytes + 1 : 1;
        previous = value;
        if (equalBytes == 4 && left > 0) {
            repeats = take();
            equalBytes = 0;
        }
        return emit(value);
    }

    private int take() {
        int entry = chain[place];
        place = entry >>> 8;
        left--;
        return entry & 0xff;
    }

    private int emit(int value) {
        checksum = checksum << 8 ^ CHECKSUM_STEPS[(checksum >>> 24) ^ value];
        return value;
    }

    int checksum() {
        return ~checksum;
    }

    boolean checksumMatches() {
        return checksum() == expectedChecksum;
    }

    /** CRC-32 with the highest bit first, which {@link java.util.zip.CRC32} is not. */
    private static int[] checksumSteps() {
        int[] steps = new int[256];
        for (int i = 0; i < 256; i++) {
            int step = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                step = step << 1 ^ (step < 0 ? 0x04c11db7 : 0);
            }
            steps[i] = step;
        }
        return steps;
    }
}
