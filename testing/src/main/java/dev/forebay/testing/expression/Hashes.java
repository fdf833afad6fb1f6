package dev.forebay.testing.expression;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;

/** Hashes, written down from their definitions. */
public final class Hashes {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private Hashes() {}

    static void register(Map<String, Interpretation> into) {
        into.put("HASH64", args -> xxh64(bytes(args.get(0))));
        into.put("HASH_BUCKET", args -> {
            if (args.whole(1) < 1) {
                throw RowFailed.domain(args.whole(1) + " buckets");
            }
            return BigInteger.valueOf(xxh64(bytes(args.get(0))))
                    .mod(BigInteger.valueOf(args.whole(1)))
                    .longValueExact();
        });
        into.put("MURMUR3_32", args -> (long) murmur3(bytes(args.get(0))));
        into.put("CRC32", args -> {
            CRC32 crc = new CRC32();
            crc.update(bytes(args.get(0)));
            return crc.getValue();
        });
        into.put("MD5", args -> digest("MD5", args.text(0)));
        into.put("SHA256", args -> digest("SHA-256", args.text(0)));
    }

    private static byte[] bytes(Object value) {
        return value instanceof Long whole
                ? ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(whole)
                        .array()
                : ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** XXH64 with seed 0. */
    private static long xxh64(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long hash = PRIME_5;
        if (bytes.length >= 32) {
            long seed = 0;
            long[] lanes = {seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed, seed - PRIME_1};
            while (in.remaining() >= 32) {
                for (int i = 0; i < 4; i++) {
                    lanes[i] = round(lanes[i], in.getLong());
                }
            }
            hash = Long.rotateLeft(lanes[0], 1)
                    + Long.rotateLeft(lanes[1], 7)
                    + Long.rotateLeft(lanes[2], 12)
                    + Long.rotateLeft(lanes[3], 18);
            for (long lane : lanes) {
                hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
            }
        }
        hash += bytes.length;
        while (in.remaining() >= 8) {
            hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * PRIME_1 + PRIME_4;
        }
        if (in.remaining() >= 4) {
            hash = Long.rotateLeft(hash ^ (Integer.toUnsignedLong(in.getInt()) * PRIME_1), 23) * PRIME_2 + PRIME_3;
        }
        while (in.hasRemaining()) {
            hash = Long.rotateLeft(hash ^ (Byte.toUnsignedLong(in.get()) * PRIME_5), 11) * PRIME_1;
        }
        hash = (hash ^ (hash >>> 33)) * PRIME_2;
        hash = (hash ^ (hash >>> 29)) * PRIME_3;
        return hash ^ (hash >>> 32);
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    /** MurmurHash3 x86 32 bits with seed 0. */
    public static int murmur3(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int hash = 0;
        while (in.remaining() >= 4) {
            hash = Integer.rotateLeft(hash ^ scramble(in.getInt()), 13) * 5 + 0xE6546B64;
        }
        int tail = 0;
        for (int shift = 0; in.hasRemaining(); shift += 8) {
            tail |= Byte.toUnsignedInt(in.get()) << shift;
        }
        hash ^= scramble(tail);
        hash ^= bytes.length;
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }

    private static int scramble(int block) {
        return Integer.rotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;
    }
}
