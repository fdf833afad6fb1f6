package dev.forebay.formats.parquet;

import dev.forebay.types.batch.ByteArena;

/** Runs of bytes one after the other, each with its length before it or all of one length. The arena is the page itself. */
final class PlainSlices extends Values {
    private final Slice in;
    private final int fixedLength;
    private final ByteArena arena = new ByteArena(0);

    /** @param fixedLength how many bytes each has; 0 where each says so */
    PlainSlices(Slice in, int fixedLength) {
        this.in = in;
        this.fixedLength = fixedLength;
        arena.bytes = in.bytes;
        arena.size = in.end;
    }

    @Override
    void slices(Slices out, int count) {
        out.arena = arena;
        for (int i = 0; i < count; i++) {
            int length = fixedLength > 0 ? fixedLength : in.fourBytes();
            out.length[i] = length;
            out.start[i] = in.take(length);
        }
    }
}
