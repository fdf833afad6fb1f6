package dev.forebay.sklearn.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of a bzip2 file; of several streams one after the other, all of them.
 *
 * <p>Holds one block at a time: at most 900,000 bytes, 4.5 MB of tables. A checksum that does not match, and what bzip2 has
 * not written since 1999 (randomised blocks), is an {@link IOException}; data that ends early an {@link EOFException}.
 */
final class Bzip2InputStream extends InputStream {
    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;

    private final Bzip2Bits bits;
    private Bzip2Block block = Bzip2Block.EMPTY;
    private int blockLimit;
    private int streamChecksum;
    private boolean ended;

    Bzip2InputStream(InputStream file) throws IOException {
        this.bits = new Bzip2Bits(file);
        readHeader();
    }

    @Override
    public int read() throws IOException {
        while (!ended) {
            int next = block.next();
            if (next >= 0) {
                return next;
            }
            finishBlock();
            nextBlock();
        }
        return -1;
    }

    /** Unlike the inherited one it never hides an exception behind the bytes before it. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count++] = (byte) next;
        }
        return count;
    }

    private void readHeader() throws IOException {
        if (bits.read(8) != 'B' || bits.read(8) != 'Z' || bits.read(8) != 'h') {
            throw new IOException("no bzip2 header");
        }
        int level = bits.read(8) - '0';
        if (level < 1 || level > 9) {
            throw new IOException("bzip2 level " + level);
        }
        blockLimit = level * 100_000;
        streamChecksum = 0;
    }

    private void finishBlock() throws IOException {
        if (block == Bzip2Block.EMPTY) {
            return;
        }
        if (!block.checksumMatches()) {
            throw new IOException("bzip2 block checksum");
        }
        streamChecksum = Integer.rotateLeft(streamChecksum, 1) ^ block.checksum();
        block = Bzip2Block.EMPTY;
    }

    private void nextBlock() throws IOException {
        long magic = (long) bits.read(24) << 24 | bits.read(24);
        if (magic == BLOCK) {
            block = Bzip2Block.read(bits, blockLimit);
        } else if (magic == END) {
            int checksum = bits.read(16) << 16 | bits.read(16);
            if (checksum != streamChecksum) {
                throw new IOException("bzip2 stream checksum");
            }
            ended = bits.alignAndAtEnd();
            if (!ended) {
                readHeader();
            }
        } else {
            throw new IOException("no bzip2 block");
        }
    }
}
