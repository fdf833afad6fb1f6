package dev.forebay.formats.parquet;

import dev.forebay.types.batch.ByteArena;
import io.airlift.compress.snappy.SnappyCompressor;
import java.util.List;
import java.util.zip.CRC32;

/** Turns the values of pages into the bytes of a column chunk. One thread at a time. */
final class PageWriter {
    private static final int DATA = 0;
    private static final int DICTIONARY = 2;
    private static final int HEADER_ROOM = 64;

    private final SnappyCompressor snappy = new SnappyCompressor();
    private final CRC32 crc = new CRC32();
    private final ByteArena dictionary = new ByteArena(16);
    private final ByteArena data = new ByteArena(1 << 12);
    private final ByteArena page = new ByteArena(1 << 12);
    private long unpacked;

    /** Adds a page of values as they are. */
    void plain(boolean[] present, int rows, int values, ByteArena plain) {
        levels(present, rows, values);
        page.append(plain.bytes, 0, plain.size);
        add(DATA, rows, Encoding.PLAIN, data);
    }

    /** Adds a page of indices into a dictionary of {@code size} values. */
    void indexed(boolean[] present, int rows, int values, int[] indices, int size) {
        levels(present, rows, values);
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, size - 1));
        page.ensure(1);
        page.bytes[page.size++] = (byte) width;
        packed(indices, values, width);
        add(DATA, rows, Encoding.RLE_DICTIONARY, data);
    }

    /** Puts the dictionary before all pages. */
    void dictionary(DictionaryBuilder words) {
        page.clear();
        words.write(page);
        add(DICTIONARY, words.size(), Encoding.PLAIN, dictionary);
    }

    /** Begins a page with which of its rows have a value. */
    private void levels(boolean[] present, int rows, int values) {
        page.clear();
        page.ensure(Integer.BYTES + HEADER_ROOM + rows / 8);
        page.size = Integer.BYTES;
        if (values == rows || values == 0) {
            varint((long) rows << 1);
            page.bytes[page.size++] = (byte) (values == 0 ? 0 : 1);
        } else {
            int groups = (rows + 7) / 8;
            varint((long) groups << 1 | 1);
            for (int group = 0; group < groups; group++) {
                int bits = 0;
                for (int i = group * 8; i < Math.min(rows, group * 8 + 8); i++) {
                    bits |= present[i] ? 1 << (i & 7) : 0;
                }
                page.bytes[page.size++] = (byte) bits;
            }
        }
        Binary.INTS.set(page.bytes, 0, page.size - Integer.BYTES);
    }

    /** Appends numbers of {@code width} bits: as one run where all are the same, else packed. */
    private void packed(int[] numbers, int count, int width) {
        page.ensure(HEADER_ROOM + (int) ((count + 7L) / 8 * width) + Binary.SPARE);
        boolean same = true;
        for (int i = 1; i < count && same; i++) {
            same = numbers[i] == numbers[0];
        }
        if (same) {
            varint((long) count << 1);
            for (int i = 0; i < (width + 7) / 8; i++) {
                page.bytes[page.size++] = (byte) (numbers[0] >>> (8 * i));
            }
            return;
        }
        int groups = (count + 7) / 8;
        varint((long) groups << 1 | 1);
        long word = 0;
        int bits = 0;
        for (int i = 0; i < groups * 8; i++) {
            word |= (long) (i < count ? numbers[i] : 0) << bits;
            bits += width;
            while (bits >= 8) {
                page.bytes[page.size++] = (byte) word;
                word >>>= 8;
                bits -= 8;
            }
        }
    }

    private void varint(long value) {
        long rest = value;
        while (rest > 0x7f) {
            page.bytes[page.size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        page.bytes[page.size++] = (byte) rest;
    }

    /** Appends the page, packed, with its header. */
    private void add(int type, int values, Encoding encoding, ByteArena to) {
        int most = snappy.maxCompressedLength(page.size);
        byte[] packed = new byte[most];
        int length = snappy.compress(page.bytes, 0, page.size, packed, 0, most);
        crc.reset();
        crc.update(packed, 0, length);
        int before = to.size;
        ThriftWriter thrift = new ThriftWriter(to);
        thrift.begin();
        thrift.int32(1, type);
        thrift.int32(2, page.size);
        thrift.int32(3, length);
        thrift.int32(4, (int) crc.getValue());
        thrift.struct(type == DATA ? 5 : 7);
        thrift.int32(1, values);
        thrift.int32(2, encoding.number);
        if (type == DATA) {
            thrift.int32(3, Encoding.RLE.number);
            thrift.int32(4, Encoding.RLE.number);
        }
        thrift.end();
        thrift.end();
        unpacked += to.size - before + page.size;
        to.append(packed, 0, length);
    }

    int dictionaryBytes() {
        return dictionary.size;
    }

    /** All bytes so far. */
    long bytes() {
        return (long) dictionary.size + data.size;
    }

    /** All bytes as they were before packing. */
    long unpackedBytes() {
        return unpacked;
    }

    List<ByteArena> parts() {
        return List.of(dictionary, data);
    }

    void clear() {
        dictionary.clear();
        data.clear();
        unpacked = 0;
    }
}
