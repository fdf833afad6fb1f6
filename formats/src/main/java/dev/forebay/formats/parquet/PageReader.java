package dev.forebay.formats.parquet;

import dev.forebay.formats.parquet.Footer.Chunk;
import java.io.IOException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads the pages of one column chunk, one at a time: no more of the chunk is in memory. */
final class PageReader {
    private static final int WINDOW = 1 << 17;
    private static final int MOST_HEADER = 1 << 24;
    private static final long MOST_PAGE =
            Math.min(1L << 30, Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4));

    private static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int DATA_V2 = 3;

    private final FileBytes file;
    private final Leaf leaf;
    private final Chunk chunk;
    private final long end;
    private long position;
    private @Nullable Dictionary dictionary;

    private byte[] window = new byte[Binary.SPARE];
    private long windowStart;
    private int windowBytes;
    private byte[] scratch = new byte[0];

    PageReader(FileBytes file, Leaf leaf, Chunk chunk) {
        this.file = file;
        this.leaf = leaf;
        this.chunk = chunk;
        this.position = chunk.start();
        this.end = chunk.start() + chunk.bytes();
    }

    /** The next data page; the former one must not be used any more. Null at the end of the chunk. */
    @Nullable
    Page next() throws IOException {
        while (position < end) {
            PageHeader header = header();
            if (header.type() == DATA) {
                return data(header, body(header));
            } else if (header.type() == DATA_V2) {
                return dataOfSecondVersion(header, body(header));
            } else if (header.type() == DICTIONARY) {
                if (dictionary != null) {
                    throw new DamagedException("it has two dictionaries");
                }
                Slice packed = body(header);
                dictionary = Dictionary.read(leaf, unpack(packed, header.unpackedBytes(), true, true), header.values());
            }
            position += header.packedBytes();
        }
        return null;
    }

    private PageHeader header() throws IOException {
        int length = (int) Math.min(1 << 12, end - position);
        while (true) {
            Slice in = window(length);
            try {
                PageHeader header = PageHeader.read(in, leaf);
                position += in.at - windowOffset();
                if (header.packedBytes() > end - position) {
                    throw new DamagedException("a page is longer than its column");
                }
                return header;
            } catch (DamagedException e) {
                if (length >= end - position || length >= MOST_HEADER) {
                    throw e;
                }
                length = (int) Math.min(length * 8L, end - position);
            }
        }
    }

    /** The page's bytes as they are in the file, checked. */
    private Slice body(PageHeader header) throws IOException {
        if (header.unpackedBytes() > MOST_PAGE || header.packedBytes() > MOST_PAGE) {
            throw new DamagedException("a page of %,d bytes needs more memory than this process may have"
                    .formatted(Math.max(header.unpackedBytes(), header.packedBytes())));
        }
        Slice packed = window(header.packedBytes());
        Integer expected = header.crc();
        if (expected != null) {
            CRC32 crc = new CRC32();
            crc.update(packed.bytes, packed.at, packed.left());
            if ((int) crc.getValue() != expected) {
                throw new DamagedException("a page has another checksum than it says");
            }
        }
        return packed;
    }

    private Page data(PageHeader header, Slice packed) {
        Slice in = unpack(packed, header.unpackedBytes(), true, leaf.type().isBytes());
        position += header.packedBytes();
        RunLengths levels = null;
        if (leaf.maxLevel() > 0) {
            if (header.levelEncoding() != Encoding.RLE) {
                throw new DamagedException("levels in the encoding " + header.levelEncoding() + " are not read");
            }
            levels = new RunLengths(in.part(in.fourBytes()), levelWidth());
        }
        return new Page(header.values(), levels, values(header.encoding(), in));
    }

    private Page dataOfSecondVersion(PageHeader header, Slice packed) {
        int levelBytes = header.levelBytes();
        packed.part(header.repetitionBytes());
        Slice levels = packed.part(levelBytes);
        // The window may be read anew before the levels are.
        byte[] copy = new byte[levelBytes + Binary.SPARE];
        System.arraycopy(levels.bytes, levels.at, copy, 0, levelBytes);
        int unpacked = header.unpackedBytes() - levelBytes - header.repetitionBytes();
        if (unpacked < 0) {
            throw new DamagedException("the levels of a page are longer than the page");
        }
        Slice in = unpack(
                packed,
                unpacked,
                header.isPacked() && packed.left() > 0,
                leaf.type().isBytes());
        position += header.packedBytes();
        RunLengths runs = leaf.maxLevel() == 0 ? null : new RunLengths(new Slice(copy, 0, levelBytes), levelWidth());
        return new Page(header.values(), runs, values(header.encoding(), in));
    }

    private int levelWidth() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(leaf.maxLevel());
    }

    private Values values(Encoding encoding, Slice in) {
        PhysicalType type = leaf.type();
        boolean whole = type == PhysicalType.INT32 || type == PhysicalType.INT64;
        boolean wide = whole || type == PhysicalType.FLOAT || type == PhysicalType.DOUBLE;
        switch (encoding) {
            case PLAIN -> {
                return type.isBytes() ? new PlainSlices(in, leaf.byteLength()) : new PlainNumbers(in, type);
            }
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                if (dictionary == null) {
                    throw new DamagedException("a page needs a dictionary, and there is none before it");
                }
                return new DictionaryValues(dictionary, in);
            }
            case RLE -> {
                if (type == PhysicalType.BOOLEAN) {
                    return new RunBooleans(in);
                }
            }
            case DELTA_BINARY_PACKED -> {
                if (whole) {
                    return new DeltaNumbers(in, type == PhysicalType.INT32);
                }
            }
            case DELTA_LENGTH_BYTE_ARRAY -> {
                if (type.isBytes()) {
                    return new DeltaSlices(in, false);
                }
            }
            case DELTA_BYTE_ARRAY -> {
                if (type.isBytes()) {
                    return new DeltaSlices(in, true);
                }
            }
            case BYTE_STREAM_SPLIT -> {
                if (wide) {
                    return new SplitNumbers(in, type);
                }
            }
            case BIT_PACKED, GROUP_VAR_INT -> {}
        }
        throw new DamagedException("values of type " + type + " in the encoding " + encoding + " are not read");
    }

    /** @param lasting whether the bytes are to outlive the page: texts point into them */
    private Slice unpack(Slice packed, int size, boolean isPacked, boolean lasting) {
        byte[] into = scratch;
        if (lasting) {
            into = new byte[size + Binary.SPARE];
        } else if (into.length < size + Binary.SPARE) {
            into = new byte[size + Binary.SPARE + size / 4];
            scratch = into;
        }
        (isPacked ? chunk.codec() : Codec.UNCOMPRESSED).decompress(packed, into, 0, size);
        return new Slice(into, 0, size);
    }

    private int windowOffset() {
        return (int) (position - windowStart);
    }

    /** The next {@code length} bytes of the file. */
    private Slice window(int length) throws IOException {
        if (position < windowStart || position + length > windowStart + windowBytes) {
            int bytes = (int) Math.min(Math.max(length, WINDOW), end - position);
            if (window.length < bytes + Binary.SPARE) {
                window = new byte[bytes + Binary.SPARE];
            }
            file.read(position, window, 0, bytes);
            windowStart = position;
            windowBytes = bytes;
        }
        return new Slice(window, windowOffset(), windowOffset() + length);
    }
}
