package dev.forebay.formats.parquet;

/** Whole numbers as differences, packed in blocks (DELTA_BINARY_PACKED). */
final class DeltaNumbers extends Values {
    private static final int MAX_BLOCK = 1 << 20;

    private final Slice in;
    private final boolean narrow;
    private final int miniblocks;
    private final int perMiniblock;
    private final long total;
    private final int[] widths;
    private long undecoded;
    private int miniblock;
    private long minDelta;
    private long previous;
    private boolean first = true;

    private final long[] buffer;
    private int at;
    private int limit;

    /** @param narrow whether the numbers are of 32 bits, and overflow as those do */
    DeltaNumbers(Slice in, boolean narrow) {
        this.in = in;
        this.narrow = narrow;
        long block = in.unsignedVarint();
        long parts = in.unsignedVarint();
        total = in.unsignedVarint();
        if (block <= 0 || block > MAX_BLOCK || parts <= 0 || parts > block || block % parts != 0 || total < 0) {
            throw new DamagedException("blocks of " + block + " differences in " + parts + " parts");
        }
        miniblocks = (int) parts;
        perMiniblock = (int) (block / parts);
        widths = new int[miniblocks];
        miniblock = miniblocks;
        previous = in.zigzag();
        undecoded = total - 1;
        buffer = new long[perMiniblock];
    }

    /** How many numbers there are. */
    long total() {
        return total;
    }

    /** Passes over all that is left. The slice then stands behind the last number. */
    void skipAll() {
        while (undecoded > 0) {
            int width = nextWidth();
            in.take((long) width * perMiniblock / 8);
            undecoded -= perMiniblock;
        }
    }

    @Override
    void numbers(long[] out, int count) {
        int done = 0;
        if (first && count > 0 && total > 0) {
            first = false;
            out[done++] = narrow ? (int) previous : previous;
        }
        while (done < count) {
            if (at == limit) {
                refill();
            }
            int some = Math.min(limit - at, count - done);
            System.arraycopy(buffer, at, out, done, some);
            at += some;
            done += some;
        }
    }

    private void refill() {
        if (undecoded <= 0) {
            throw new DamagedException("a page ends before its last value");
        }
        int width = nextWidth();
        int from = in.take((long) width * perMiniblock / 8);
        limit = (int) Math.min(perMiniblock, undecoded);
        undecoded -= limit;
        at = 0;
        long value = previous;
        for (int i = 0; i < limit; i++) {
            long bit = (long) i * width;
            long delta = width == 0 ? 0 : Binary.bits(in.bytes, from + (int) (bit >>> 3), (int) (bit & 7), width);
            value += minDelta + delta;
            buffer[i] = narrow ? (int) value : value;
        }
        previous = value;
    }

    private int nextWidth() {
        if (miniblock == miniblocks) {
            minDelta = in.zigzag();
            for (int i = 0; i < miniblocks; i++) {
                widths[i] = in.oneByte();
            }
            miniblock = 0;
        }
        int width = widths[miniblock++];
        if (width > Long.SIZE) {
            throw new DamagedException("differences of " + width + " bits");
        }
        return width;
    }
}
