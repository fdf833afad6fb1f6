package dev.forebay.engine.function;

import dev.forebay.engine.hash.Murmur3;
import dev.forebay.engine.hash.XxHash64;
import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.ReasonCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Hashes and digests of texts and numbers. */
final class Hashes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private Hashes() {}

    static void addTo(KernelTable table) {
        table.rows("HASH64(string)", row -> row.give(ofText(row)));
        table.rows("HASH64(long)", row -> row.give(XxHash64.of(row.integer(0))));
        table.failingRows("HASH_BUCKET(string,long)", ReasonCode.DOMAIN, "no buckets", row -> bucket(row, ofText(row)));
        table.failingRows(
                "HASH_BUCKET(long,long)",
                ReasonCode.DOMAIN,
                "no buckets",
                row -> bucket(row, XxHash64.of(row.integer(0))));
        table.rows("MURMUR3_32(string)", row -> row.give((long) Murmur3.of(row.bytes(0), row.start(0), row.length(0))));
        table.rowsBound("CRC32(string)", call -> crc32());
        table.rowsBound("MD5(string)", digest("MD5"));
        table.rowsBound("SHA256(string)", digest("SHA-256"));
    }

    private static long ofText(Row row) {
        return XxHash64.of(row.bytes(0), row.start(0), row.length(0));
    }

    private static void bucket(Row row, long hash) {
        long buckets = row.integer(1);
        if (buckets < 1) {
            row.fail();
        } else {
            row.give(Math.floorMod(hash, buckets));
        }
    }

    private static RowFunction crc32() {
        CRC32 checksum = new CRC32();
        return row -> {
            checksum.reset();
            checksum.update(row.bytes(0), row.start(0), row.length(0));
            row.give(checksum.getValue());
        };
    }

    private static Function<Call, RowFunction> digest(String algorithm) {
        return call -> {
            MessageDigest digest = create(algorithm);
            return row -> {
                digest.update(row.bytes(0), row.start(0), row.length(0));
                giveHex(row, digest.digest());
            };
        };
    }

    private static MessageDigest create(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static void giveHex(Row row, byte[] digest) {
        int from = row.arena.size;
        row.arena.ensure(2 * digest.length);
        for (byte b : digest) {
            row.arena.bytes[row.arena.size++] = HEX[b >> 4 & 15];
            row.arena.bytes[row.arena.size++] = HEX[b & 15];
        }
        row.giveFrom(from);
    }
}
