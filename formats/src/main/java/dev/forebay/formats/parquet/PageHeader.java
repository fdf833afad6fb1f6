package dev.forebay.formats.parquet;

import org.jspecify.annotations.Nullable;

/**
 * What stands before a page.
 *
 * @param type 0 for data, 2 for a dictionary, 3 for data of the second version
 * @param crc the checksum of the page's bytes in the file; null where none is said
 * @param levelEncoding of data of the first version, whose levels stand in the page
 * @param levelBytes of data of the second version, whose levels stand before the page and are not packed
 * @param repetitionBytes likewise
 * @param isPacked whether the codec was applied
 */
record PageHeader(
        int type,
        int unpackedBytes,
        int packedBytes,
        @Nullable Integer crc,
        int values,
        Encoding encoding,
        Encoding levelEncoding,
        int levelBytes,
        int repetitionBytes,
        boolean isPacked) {

    static PageHeader read(Slice slice, Leaf leaf) {
        ThriftReader in = new ThriftReader(slice);
        int type = -1;
        int unpacked = -1;
        int packed = -1;
        Integer crc = null;
        PageHeader details = null;
        in.enter();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> type = in.int32();
                case 2 -> unpacked = in.int32();
                case 3 -> packed = in.int32();
                case 4 -> crc = (int) in.integer();
                case 5 -> details = first(in);
                case 7 -> details = first(in);
                case 8 -> details = second(in);
                default -> in.skip();
            }
        }
        if (unpacked < 0 || packed < 0) {
            throw new DamagedException("a page of column '" + leaf.name() + "' does not say how long it is");
        }
        if (details == null) {
            details = new PageHeader(type, 0, 0, null, 0, Encoding.PLAIN, Encoding.RLE, 0, 0, true);
        }
        if (details.values < 0 || details.levelBytes < 0 || details.repetitionBytes < 0) {
            throw new DamagedException("a page has a negative number of values");
        }
        return new PageHeader(
                type,
                unpacked,
                packed,
                crc,
                details.values,
                details.encoding,
                details.levelEncoding,
                details.levelBytes,
                details.repetitionBytes,
                details.isPacked);
    }

    /** Data of the first version, or a dictionary. */
    private static PageHeader first(ThriftReader in) {
        int values = -1;
        Encoding encoding = Encoding.PLAIN;
        Encoding levels = Encoding.RLE;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> values = in.int32();
                case 2 -> encoding = Encoding.of(in.integer());
                // Of a dictionary the third field says whether it is sorted.
                case 3 -> levels = levels(in, levels);
                default -> in.skip();
            }
        }
        return new PageHeader(0, 0, 0, null, values, encoding, levels, 0, 0, true);
    }

    private static Encoding levels(ThriftReader in, Encoding otherwise) {
        if (in.isBool()) {
            in.skip();
            return otherwise;
        }
        return Encoding.of(in.integer());
    }

    private static PageHeader second(ThriftReader in) {
        int values = -1;
        Encoding encoding = Encoding.PLAIN;
        int levelBytes = 0;
        int repetitionBytes = 0;
        boolean isPacked = true;
        in.struct();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> values = in.int32();
                case 4 -> encoding = Encoding.of(in.integer());
                case 5 -> levelBytes = in.int32();
                case 6 -> repetitionBytes = in.int32();
                case 7 -> isPacked = in.bool();
                default -> in.skip();
            }
        }
        return new PageHeader(0, 0, 0, null, values, encoding, Encoding.RLE, levelBytes, repetitionBytes, isPacked);
    }
}
