package dev.forebay.sklearn.compression;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bits of a file, the highest of each byte first. */
final class Bzip2Bits {
    private final InputStream file;
    private long held;
    private int count;

    Bzip2Bits(InputStream file) {
        this.file = file;
    }

    /** The next 0 to 24 bits as a number. */
    int read(int length) throws IOException {
        while (count < length) {
            int next = file.read();
            if (next < 0) {
                throw new EOFException("bzip2 data ends early");
            }
            held = held << 8 | next;
            count += 8;
        }
        count -= length;
        return (int) (held >>> count) & ((1 << length) - 1);
    }

    boolean readFlag() throws IOException {
        return read(1) == 1;
    }

    /** Drops the rest of the byte, and says whether it was the last of the file. */
    boolean alignAndAtEnd() throws IOException {
        count -= count % 8;
        if (count > 0) {
            return false;
        }
        int next = file.read();
        if (next < 0) {
            return true;
        }
        held = next;
        count = 8;
        return false;
    }
}
