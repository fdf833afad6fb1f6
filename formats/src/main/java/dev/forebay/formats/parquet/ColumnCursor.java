package dev.forebay.formats.parquet;

import dev.forebay.formats.parquet.Footer.Chunk;
import dev.forebay.types.batch.EventBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the reading of one column stands. It holds one page at a time. */
final class ColumnCursor {
    private final FileBytes file;
    private final Leaf leaf;
    private final ColumnFill fill;
    private final int[] levels;
    private final long[] numbers;
    private final Slices slices;
    private @Nullable PageReader pages;
    private @Nullable Page page;
    private int left;

    /** @param capacity the most rows that are read at once */
    ColumnCursor(FileBytes file, Leaf leaf, ColumnFill fill, int capacity) {
        this.file = file;
        this.leaf = leaf;
        this.fill = fill;
        this.levels = new int[capacity];
        boolean bytes = leaf.type().isBytes();
        this.numbers = new long[bytes ? 0 : capacity];
        this.slices = new Slices(bytes ? capacity : 0);
    }

    Leaf leaf() {
        return leaf;
    }

    /** Goes to the beginning of a chunk. */
    void start(Chunk chunk) {
        if (!chunk.codec().isReadable()) {
            throw new DamagedException("pages packed with " + chunk.codec() + " are not read");
        }
        pages = new PageReader(file, leaf, chunk);
        page = null;
        left = 0;
    }

    /** Fills the column's vector from row {@code row} on with the next {@code count} values. */
    void read(EventBatch batch, int row, int count) throws IOException {
        int at = row;
        int end = row + count;
        while (at < end) {
            Page now = page;
            if (now == null || left == 0) {
                nextPage();
                continue;
            }
            int some = Math.min(left, end - at);
            int present = some;
            int[] present01 = null;
            if (now.levels() != null) {
                now.levels().read(levels, some);
                present = present(some);
                present01 = present == some ? null : levels;
            }
            if (leaf.type().isBytes()) {
                now.values().slices(slices, present);
                fill.slices(batch, at, some, present01, slices);
            } else {
                now.values().numbers(numbers, present);
                fill.numbers(batch, at, some, present01, numbers);
            }
            at += some;
            left -= some;
        }
    }

    /** Turns levels into 1 for a value and 0 for null; how many values there are. */
    private int present(int count) {
        int max = leaf.maxLevel();
        int present = 0;
        for (int i = 0; i < count; i++) {
            int there = levels[i] == max ? 1 : 0;
            levels[i] = there;
            present += there;
        }
        return present;
    }

    private void nextPage() throws IOException {
        Page next = pages == null ? null : pages.next();
        if (next == null) {
            throw new DamagedException("it has fewer values than the file has rows");
        }
        page = next;
        left = next.rows();
    }
}
