package dev.forebay.formats.parquet;

import dev.forebay.types.batch.ByteArena;

/** Runs of bytes in one arena. */
final class Slices {
    ByteArena arena = new ByteArena(16);
    final int[] start;
    final int[] length;

    Slices(int capacity) {
        start = new int[capacity];
        length = new int[capacity];
    }
}
