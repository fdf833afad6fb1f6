package dev.forebay.benchmarks.w2;

import java.nio.charset.StandardCharsets;

/** Ids to numbers from 0 on, in little memory: ids are told apart by 64 bits of a hash. */
final class IdTable {

    private final long[] hashes;
    private final int[] numbers;
    private int count;

    IdTable(int capacity) {
        int size = Integer.highestOneBit(Math.max(4, capacity)) * 4;
        hashes = new long[size];
        numbers = new int[size];
    }

    /** Gives an id the next number; throws when it, or one with the same hash, has one. */
    void add(String id) {
        long hash = hash(id);
        int place = place(hash);
        if (hashes[place] != 0) {
            throw new IllegalArgumentException("not unique: " + id);
        }
        hashes[place] = hash;
        numbers[place] = count++;
    }

    /** The number of an id, or -1. */
    int number(String id) {
        int place = place(hash(id));
        return hashes[place] == 0 ? -1 : numbers[place];
    }

    private int place(long hash) {
        int mask = hashes.length - 1;
        int place = (int) hash & mask;
        while (hashes[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** Never 0. */
    private static long hash(String id) {
        long hash = 0xCBF29CE484222325L;
        for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xFF)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash == 0 ? 1 : hash;
    }
}
