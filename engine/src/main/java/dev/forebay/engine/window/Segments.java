package dev.forebay.engine.window;

import java.util.Arrays;

/**
 * Runs of rows in a few large arrays, so that millions of small buffers cost the garbage collector nothing. A run has a power of two of
 * rows; given back, it is used again for another of its size.
 */
final class Segments {
    private static final int PAGE_LOG = 12;
    private static final int LARGEST_LOG = 28;
    private static final long[] NO_PAGE = {};

    private final int stride;
    private long[][] pages = new long[4][];
    private final LongList freePages = new LongList();
    private int pageCount;
    private int open = -1;
    private int openRows;
    private final LongList[] free = new LongList[LARGEST_LOG + 1];
    private long bytes;

    /** @param stride how many words a row has */
    Segments(int stride) {
        this.stride = stride;
        for (int log = 0; log < free.length; log++) {
            free[log] = new LongList();
        }
    }

    /** A run of {@code 2^log} rows, whose content is anything at all. */
    long take(int log) {
        if (log > LARGEST_LOG) {
            throw new IllegalStateException("more than " + (1 << LARGEST_LOG) + " events of one key");
        }
        if (!free[log].isEmpty()) {
            return free[log].removeLast();
        }
        if (log >= PAGE_LOG) {
            return (long) newPage(1 << log) << 32;
        }
        if (open < 0 || openRows + (1 << log) > 1 << PAGE_LOG) {
            giveBackRest();
            open = newPage(1 << PAGE_LOG);
            openRows = 0;
        }
        long address = ((long) open << 32) | openRows;
        openRows += 1 << log;
        return address;
    }

    /** What is left of the open page is good for smaller runs. */
    private void giveBackRest() {
        while (open >= 0 && openRows < 1 << PAGE_LOG) {
            int log = Math.min(Integer.numberOfTrailingZeros(openRows | 1 << PAGE_LOG), PAGE_LOG - 1);
            free[log].add(((long) open << 32) | openRows);
            openRows += 1 << log;
        }
    }

    void giveBack(long address, int log) {
        if (log < PAGE_LOG) {
            free[log].add(address);
            return;
        }
        // A run that is a page of its own would fit none but one of just its size: the memory is let go.
        int page = (int) (address >>> 32);
        bytes -= 8L * pages[page].length;
        pages[page] = NO_PAGE;
        freePages.add(page);
    }

    long[] page(long address) {
        return pages[(int) (address >>> 32)];
    }

    /** Where the first row stands in its page. */
    int offset(long address) {
        return (int) address * stride;
    }

    int stride() {
        return stride;
    }

    long bytes() {
        return bytes;
    }

    private int newPage(int rows) {
        long words = (long) rows * stride;
        if (words > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("more than " + rows / 2 + " events of one key");
        }
        long[] made = new long[(int) words];
        bytes += 8 * words;
        int page = freePages.isEmpty() ? pageCount++ : (int) freePages.removeLast();
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, page * 2);
        }
        pages[page] = made;
        return page;
    }
}
