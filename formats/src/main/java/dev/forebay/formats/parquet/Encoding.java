package dev.forebay.formats.parquet;

/** How values are encoded in a page, in the order of the format's numbers. */
enum Encoding {
    PLAIN,
    GROUP_VAR_INT,
    PLAIN_DICTIONARY,
    RLE,
    BIT_PACKED,
    DELTA_BINARY_PACKED,
    DELTA_LENGTH_BYTE_ARRAY,
    DELTA_BYTE_ARRAY,
    RLE_DICTIONARY,
    BYTE_STREAM_SPLIT;

    static Encoding of(long number) {
        if (number < 0 || number >= values().length) {
            throw new DamagedException("there is no encoding number " + number);
        }
        return values()[(int) number];
    }
}
