package dev.forebay.engine.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 with seed 0. <b>Source</b>: the xxHash specification, version 0.1.1. */
public final class XxHash64 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;

    /** P1 + P2, which wraps around. */
    private static final long FIRST_LANE = 0x60EA27EEADC0B5D6L;

    private XxHash64() {}

    /** The hash of the 8 bytes of {@code value}, lowest first. */
    public static long of(long value) {
        return avalanche(withLong(P5 + 8, value));
    }

    /** The hash of a run of bytes. */
    public static long of(byte[] bytes, int start, int length) {
        int end = start + length;
        int at = start;
        long hash;
        if (length >= 32) {
            hash = stripes(bytes, start, end);
            at = end - length % 32;
        } else {
            hash = P5;
        }
        hash += length;
        for (; at + 8 <= end; at += 8) {
            hash = withLong(hash, (long) LONGS.get(bytes, at));
        }
        if (at + 4 <= end) {
            hash ^= ((int) INTS.get(bytes, at) & 0xFFFFFFFFL) * P1;
            hash = Long.rotateLeft(hash, 23) * P2 + P3;
            at += 4;
        }
        for (; at < end; at++) {
            hash ^= (bytes[at] & 0xFF) * P5;
            hash = Long.rotateLeft(hash, 11) * P1;
        }
        return avalanche(hash);
    }

    private static long stripes(byte[] bytes, int start, int end) {
        long a = FIRST_LANE;
        long b = P2;
        long c = 0;
        long d = -P1;
        for (int at = start; at + 32 <= end; at += 32) {
            a = round(a, (long) LONGS.get(bytes, at));
            b = round(b, (long) LONGS.get(bytes, at + 8));
            c = round(c, (long) LONGS.get(bytes, at + 16));
            d = round(d, (long) LONGS.get(bytes, at + 24));
        }
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        return merge(merge(merge(merge(hash, a), b), c), d);
    }

    private static long withLong(long hash, long value) {
        return Long.rotateLeft(hash ^ round(0, value), 27) * P1 + P4;
    }

    private static long round(long lane, long value) {
        return Long.rotateLeft(lane + value * P2, 31) * P1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * P1 + P4;
    }

    private static long avalanche(long hash) {
        long mixed = (hash ^ hash >>> 33) * P2;
        mixed = (mixed ^ mixed >>> 29) * P3;
        return mixed ^ mixed >>> 32;
    }
}
