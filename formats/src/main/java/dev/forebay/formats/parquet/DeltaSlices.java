package dev.forebay.formats.parquet;

import dev.forebay.types.batch.ByteArena;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Runs of bytes with all lengths first (DELTA_LENGTH_BYTE_ARRAY), each perhaps without what it shares with the one before (DELTA_BYTE_ARRAY). */
final class DeltaSlices extends Values {
    private static final int MOST_BYTES = 1 << 28;

    private final @Nullable DeltaNumbers shared;
    private final DeltaNumbers lengths;
    private final Slice in;
    private final ByteArena page = new ByteArena(0);
    private byte[] before = {};
    private long[] sharedScratch = new long[0];
    private long[] lengthScratch = new long[0];

    DeltaSlices(Slice in, boolean withShared) {
        this.in = in;
        this.shared = withShared ? numbers(in) : null;
        this.lengths = numbers(in);
        page.bytes = in.bytes;
        page.size = in.end;
    }

    /** The numbers that stand next, which are passed over. */
    private static DeltaNumbers numbers(Slice in) {
        Slice again = new Slice(in.bytes, in.at, in.end);
        new DeltaNumbers(in, true).skipAll();
        return new DeltaNumbers(again, true);
    }

    @Override
    void slices(Slices out, int count) {
        if (lengthScratch.length < count) {
            lengthScratch = new long[count];
            sharedScratch = new long[count];
        }
        lengths.numbers(lengthScratch, count);
        if (shared == null) {
            out.arena = page;
            for (int i = 0; i < count; i++) {
                out.length[i] = (int) lengthScratch[i];
                out.start[i] = in.take(lengthScratch[i]);
            }
            return;
        }
        shared.numbers(sharedScratch, count);
        ByteArena arena = new ByteArena(count * 16);
        out.arena = arena;
        for (int i = 0; i < count; i++) {
            int prefix = (int) sharedScratch[i];
            int suffix = (int) lengthScratch[i];
            int from = in.take(suffix);
            if (prefix < 0 || prefix > before.length || arena.size > MOST_BYTES) {
                throw new DamagedException("a text shares more than there is with the one before");
            }
            out.start[i] = arena.append(before, 0, prefix);
            arena.append(in.bytes, from, suffix);
            out.length[i] = prefix + suffix;
            before = Arrays.copyOfRange(arena.bytes, out.start[i], arena.size);
        }
    }
}
