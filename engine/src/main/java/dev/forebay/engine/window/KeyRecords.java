package dev.forebay.engine.window;

import java.util.Arrays;

/** A record of a fixed number of words for each key, by a dense id. Ids of keys that are gone are used again. */
final class KeyRecords {
    private static final int PAGE_LOG = 10;
    private static final int PAGE = 1 << PAGE_LOG;

    private final int words;
    private long[][] pages = new long[4][];
    private int end;
    private final LongList free = new LongList();
    private int count;

    KeyRecords(int words) {
        this.words = words;
    }

    /** An id whose record is all zeros. */
    int take() {
        count++;
        if (!free.isEmpty()) {
            int id = (int) free.removeLast();
            Arrays.fill(page(id), offset(id), offset(id) + words, 0);
            return id;
        }
        int page = end >> PAGE_LOG;
        if ((end & (PAGE - 1)) == 0) {
            if (page == pages.length) {
                pages = Arrays.copyOf(pages, page * 2);
            }
            pages[page] = new long[PAGE * words];
        }
        return end++;
    }

    void giveBack(int id) {
        free.add(id);
        count--;
    }

    long[] page(int id) {
        return pages[id >> PAGE_LOG];
    }

    int offset(int id) {
        return (id & (PAGE - 1)) * words;
    }

    /** Reads all of a record, for {@link Approach}: a word of each line of the processor's caches. */
    long read(int id) {
        long[] page = page(id);
        int at = offset(id);
        long sum = page[at + words - 1];
        for (int word = 0; word < words; word += Approach.LINE) {
            sum += page[at + word];
        }
        return sum;
    }

    int words() {
        return words;
    }

    /** One more than the largest id ever in use. */
    int end() {
        return end;
    }

    /** How many ids are in use. */
    int count() {
        return count;
    }

    long bytes() {
        return 8L * words * PAGE * ((end + PAGE - 1) >> PAGE_LOG) + free.bytes();
    }
}
