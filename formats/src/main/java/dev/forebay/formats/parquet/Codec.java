package dev.forebay.formats.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How pages are compressed. */
enum Codec {
    UNCOMPRESSED(0),
    SNAPPY(1),
    GZIP(2),
    LZO(3),
    BROTLI(4),
    LZ4(5),
    ZSTD(6),
    LZ4_RAW(7);

    /** What the format calls it. */
    final int number;

    Codec(int number) {
        this.number = number;
    }

    static Codec of(long number) {
        for (Codec codec : values()) {
            if (codec.number == number) {
                return codec;
            }
        }
        throw new DamagedException("there is no codec number " + number);
    }

    boolean isReadable() {
        return this != LZO && this != BROTLI;
    }

    /** Unpacks exactly {@code size} bytes into {@code into} from {@code at} on. */
    void decompress(Slice packed, byte[] into, int at, int size) {
        int done;
        try {
            done = switch (this) {
                case UNCOMPRESSED -> {
                    int length = Math.min(packed.left(), size);
                    System.arraycopy(packed.bytes, packed.at, into, at, length);
                    yield length == packed.left() ? length : -1;
                }
                case SNAPPY -> unpack(new SnappyDecompressor(), packed, into, at, size);
                case ZSTD -> unpack(new ZstdDecompressor(), packed, into, at, size);
                case LZ4_RAW -> unpack(new Lz4Decompressor(), packed, into, at, size);
                case LZ4 -> framedLz4(packed, into, at, size);
                case GZIP -> gunzip(packed, into, at, size);
                case LZO, BROTLI -> throw new IllegalStateException(name());
            };
        } catch (IOException | MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedException("a page is no legal " + name() + ": " + e.getMessage());
        }
        if (done != size) {
            throw new DamagedException("a page unpacks to another size than it says");
        }
    }

    private static int unpack(Decompressor decompressor, Slice packed, byte[] into, int at, int size) {
        return decompressor.decompress(packed.bytes, packed.at, packed.left(), into, at, size);
    }

    private static int gunzip(Slice packed, byte[] into, int at, int size) throws IOException {
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(packed.bytes, packed.at, packed.left()), 1 << 14)) {
            int done = in.readNBytes(into, at, size);
            return in.read() < 0 ? done : -1;
        }
    }

    /** Hadoop's form: big-endian lengths, unpacked and packed, before each block. Some writers left them out. */
    private static int framedLz4(Slice packed, byte[] into, int at, int size) {
        int from = packed.at;
        int done = 0;
        while (packed.end - from > 8 && done < size) {
            int unpacked = Integer.reverseBytes(Binary.intAt(packed.bytes, from));
            int length = Integer.reverseBytes(Binary.intAt(packed.bytes, from + Integer.BYTES));
            boolean possible =
                    length >= 0 && length <= packed.end - from - 8 && unpacked >= 0 && unpacked <= size - done;
            if (!possible) {
                break;
            }
            int got = new Lz4Decompressor().decompress(packed.bytes, from + 8, length, into, at + done, unpacked);
            if (got != unpacked) {
                break;
            }
            done += got;
            from += 8 + length;
        }
        return done == size ? done : unpack(new Lz4Decompressor(), packed, into, at, size);
    }
}
