package dev.forebay.runtime.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects positions in processing order as chunks; neighbours of one partition become one chunk. One thread at a time. */
public final class ChunkList {
    private int[] partition = new int[8];
    private long[] first = new long[8];
    private long[] last = new long[8];
    private int size;
    private boolean divided;

    public void clear() {
        size = 0;
        divided = false;
    }

    public int size() {
        return size;
    }

    /** What is added next is a chunk of its own. */
    public void divide() {
        divided = true;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Adds one record. */
    public void add(int inPartition, long offset) {
        add(inPartition, offset, offset);
    }

    /** Adds all chunks of another list. */
    public void addAll(ChunkList other) {
        for (int i = 0; i < other.size; i++) {
            add(other.partition[i], other.first[i], other.last[i]);
        }
    }

    private void add(int inPartition, long from, long to) {
        if (!divided && size > 0 && partition[size - 1] == inPartition && last[size - 1] < from) {
            last[size - 1] = to;
            return;
        }
        divided = false;
        if (size == partition.length) {
            partition = Arrays.copyOf(partition, size * 2);
            first = Arrays.copyOf(first, size * 2);
            last = Arrays.copyOf(last, size * 2);
        }
        partition[size] = inPartition;
        first[size] = from;
        last[size] = to;
        size++;
    }

    public List<Chunk> toList() {
        List<Chunk> chunks = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            chunks.add(new Chunk(partition[i], first[i], last[i]));
        }
        return List.copyOf(chunks);
    }
}
