package dev.forebay.formats.parquet;

import dev.forebay.types.Column;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ByteArena;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the values of one column into pages, until a row group ends. One thread at a time. */
final class ColumnWriter {
    private static final int PAGE_BYTES = 1 << 19;
    private static final int PAGE_ROWS = 1 << 16;

    private final Column column;
    private final PhysicalType type;
    private final PageWriter pages = new PageWriter();
    private final Statistics statistics;

    /** The values of the page that is being filled, as they stand in it without a dictionary. */
    private final ByteArena plain = new ByteArena(1 << 12);
    /** For each row of the page whether it has a value. */
    private boolean[] present = new boolean[1 << 10];
    /** With a dictionary the value of each row that has one. */
    private int[] indices = new int[1 << 10];

    private int rows;
    private int values;
    private @Nullable DictionaryBuilder dictionary;
    private boolean dictionaryHelps = true;

    ColumnWriter(Column column) {
        this.column = column;
        this.type = physical(column.type());
        this.statistics = new Statistics(column.type(), type);
        this.dictionary = newDictionary();
    }

    private static PhysicalType physical(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> PhysicalType.BOOLEAN;
            case DOUBLE -> PhysicalType.DOUBLE;
            case STRING -> PhysicalType.BYTE_ARRAY;
            case LONG, TIMESTAMP -> PhysicalType.INT64;
            case DATE -> PhysicalType.INT32;
            case DECIMAL -> type.precision() <= 9 ? PhysicalType.INT32 : PhysicalType.INT64;
        };
    }

    private @Nullable DictionaryBuilder newDictionary() {
        return type == PhysicalType.BOOLEAN || !dictionaryHelps ? null : new DictionaryBuilder(type);
    }

    void addNull() {
        row(false);
    }

    void addNumber(long bits) {
        statistics.number(bits);
        DictionaryBuilder words = dictionary;
        if (words != null) {
            value(words.index(bits));
        } else {
            plainNumber(bits);
        }
        row(true);
    }

    void addText(byte[] bytes, int from, int length) {
        DictionaryBuilder words = dictionary;
        if (words != null) {
            value(words.index(bytes, from, length));
        } else {
            plain.ensure(length + Integer.BYTES);
            Binary.INTS.set(plain.bytes, plain.size, length);
            System.arraycopy(bytes, from, plain.bytes, plain.size + Integer.BYTES, length);
            plain.size += Integer.BYTES + length;
        }
        row(true);
    }

    private void plainNumber(long bits) {
        plain.ensure(Long.BYTES);
        if (type == PhysicalType.BOOLEAN) {
            int bit = values & 7;
            if (bit == 0) {
                plain.bytes[plain.size++] = 0;
            }
            plain.bytes[plain.size - 1] |= (byte) (bits << bit);
        } else if (type == PhysicalType.INT32) {
            Binary.INTS.set(plain.bytes, plain.size, (int) bits);
            plain.size += Integer.BYTES;
        } else {
            Binary.LONGS.set(plain.bytes, plain.size, bits);
            plain.size += Long.BYTES;
        }
    }

    private void value(int index) {
        if (values == indices.length) {
            indices = Arrays.copyOf(indices, values * 2);
        }
        indices[values] = index;
    }

    private void row(boolean valid) {
        if (rows == present.length) {
            present = Arrays.copyOf(present, rows * 2);
        }
        present[rows++] = valid;
        if (valid) {
            values++;
        } else {
            statistics.missing();
        }
        if (rows == PAGE_ROWS || plain.size >= PAGE_BYTES) {
            endPage();
        } else {
            DictionaryBuilder words = dictionary;
            if (words != null && words.isFull()) {
                endPage();
                endDictionary();
            }
        }
    }

    /** Goes on without a dictionary: in this row group, and in those to come. */
    private void endDictionary() {
        DictionaryBuilder words = dictionary;
        if (words != null) {
            dictionary = null;
            dictionaryHelps = false;
            pages.dictionary(words);
        }
    }

    private void endPage() {
        if (rows == 0) {
            return;
        }
        DictionaryBuilder words = dictionary;
        if (words == null) {
            pages.plain(present, rows, values, plain);
        } else {
            pages.indexed(present, rows, values, indices, words.size());
            if (words.size() > values / 2 && values > 1000) {
                endDictionary();
            }
        }
        plain.clear();
        rows = 0;
        values = 0;
    }

    /** How many bytes the row group has so far of this column. */
    long bytes() {
        return pages.bytes() + plain.size;
    }

    /** Ends the last page of the row group, whose bytes will stand at {@code start} in the file. */
    Written endGroup(long start) {
        endPage();
        DictionaryBuilder words = dictionary;
        if (words != null) {
            pages.dictionary(words);
        }
        return new Written(
                column.name(),
                type,
                start,
                pages.dictionaryBytes(),
                pages.unpackedBytes(),
                pages.bytes(),
                statistics.missingValues(),
                statistics.bounds());
    }

    /** The row group's bytes of this column, in order. */
    List<ByteArena> parts() {
        return pages.parts();
    }

    /** Makes ready for the next row group. */
    void clear() {
        pages.clear();
        statistics.clear();
        dictionary = newDictionary();
    }

    /** Writes the column's element of the schema. */
    void schema(ThriftWriter thrift) {
        Type logical = column.type();
        thrift.begin();
        thrift.int32(1, type.number);
        thrift.int32(3, 1);
        thrift.text(4, column.name());
        switch (logical.kind()) {
            case STRING -> {
                thrift.int32(6, 0);
                thrift.struct(10);
                thrift.emptyStruct(1);
                thrift.end();
            }
            case DECIMAL -> {
                thrift.int32(6, 5);
                thrift.int32(7, logical.scale());
                thrift.int32(8, logical.precision());
                thrift.struct(10);
                thrift.struct(5);
                thrift.int32(1, logical.scale());
                thrift.int32(2, logical.precision());
                thrift.end();
                thrift.end();
            }
            case DATE -> {
                thrift.int32(6, 6);
                thrift.struct(10);
                thrift.emptyStruct(6);
                thrift.end();
            }
            case TIMESTAMP -> {
                thrift.int32(6, 10);
                thrift.struct(10);
                thrift.struct(8);
                thrift.bool(1, true);
                thrift.struct(2);
                thrift.emptyStruct(2);
                thrift.end();
                thrift.end();
                thrift.end();
            }
            case BOOLEAN, LONG, DOUBLE -> {}
        }
        thrift.end();
    }

    /**
     * What the footer says of a column in a row group.
     *
     * @param start where its bytes begin in the file
     * @param dictionaryBytes how many of them are the dictionary, which comes first; 0 for none
     * @param bounds the smallest and the greatest value; null where they are not said
     */
    record Written(
            String name,
            PhysicalType type,
            long start,
            int dictionaryBytes,
            long unpackedBytes,
            long packedBytes,
            long missing,
            Statistics.@Nullable Bounds bounds) {

        void write(ThriftWriter thrift, int rows) {
            thrift.begin();
            thrift.int64(2, 0);
            thrift.struct(3);
            thrift.int32(1, type.number);
            if (dictionaryBytes > 0) {
                thrift.int32s(2, Encoding.PLAIN.number, Encoding.RLE.number, Encoding.RLE_DICTIONARY.number);
            } else {
                thrift.int32s(2, Encoding.PLAIN.number, Encoding.RLE.number);
            }
            thrift.texts(3, 1);
            thrift.text(name);
            thrift.int32(4, Codec.SNAPPY.number);
            thrift.int64(5, rows);
            thrift.int64(6, unpackedBytes);
            thrift.int64(7, packedBytes);
            thrift.int64(9, start + dictionaryBytes);
            if (dictionaryBytes > 0) {
                thrift.int64(11, start);
            }
            thrift.struct(12);
            thrift.int64(3, missing);
            if (bounds != null) {
                thrift.number(5, bounds.most(), type.width);
                thrift.number(6, bounds.least(), type.width);
            }
            thrift.end();
            thrift.end();
            thrift.end();
        }
    }
}
