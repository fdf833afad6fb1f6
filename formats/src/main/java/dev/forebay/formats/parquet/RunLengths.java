package dev.forebay.formats.parquet;

import java.util.Arrays;

/** Small whole numbers as runs of one value and as bits packed together (the format's hybrid encoding). */
final class RunLengths {
    private final Slice in;
    private final int width;
    private int left;
    private boolean packed;
    private int value;
    /** Of packed values the next one's bit, counted from {@link #base}. */
    private long bit;

    private int base;

    /** @param width how many bits a value has, 0 to 32 */
    RunLengths(Slice in, int width) {
        if (width < 0 || width > Integer.SIZE) {
            throw new DamagedException("values of " + width + " bits");
        }
        this.in = in;
        this.width = width;
    }

    void read(int[] out, int count) {
        int done = 0;
        while (done < count) {
            if (left == 0) {
                nextRun();
            }
            int some = Math.min(left, count - done);
            if (packed) {
                for (int i = done; i < done + some; i++) {
                    out[i] = (int) Binary.bits(in.bytes, base + (int) (bit >>> 3), (int) (bit & 7), width);
                    bit += width;
                }
            } else {
                Arrays.fill(out, done, done + some, value);
            }
            left -= some;
            done += some;
        }
    }

    private void nextRun() {
        long head = in.unsignedVarint();
        packed = (head & 1) == 1;
        long count = head >>> 1;
        if (packed) {
            // A last group may be cut short where nothing of it is needed.
            long bytes = count * width;
            if (count > Integer.MAX_VALUE / 8) {
                throw new DamagedException("a run is longer than its page");
            }
            long there = Math.min(bytes, in.left());
            base = in.take(there);
            bit = 0;
            left = (int) (there == bytes ? count * 8 : there * 8 / width);
        } else {
            if (count > Integer.MAX_VALUE) {
                throw new DamagedException("a run is longer than its page");
            }
            left = (int) count;
            value = 0;
            for (int i = 0; i < (width + 7) / 8; i++) {
                value |= in.oneByte() << (8 * i);
            }
        }
        if (left == 0 && in.left() == 0) {
            throw new DamagedException("a page ends before its last value");
        }
    }
}
