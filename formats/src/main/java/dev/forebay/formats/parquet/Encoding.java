package dev.forebay.formats.parquet;

/** How values are encoded in a page. */
enum Encoding {
    PLAIN(0),
    GROUP_VAR_INT(1),
    PLAIN_DICTIONARY(2),
    RLE(3),
    BIT_PACKED(4),
    DELTA_BINARY_PACKED(5),
    DELTA_LENGTH_BYTE_ARRAY(6),
    DELTA_BYTE_ARRAY(7),
    RLE_DICTIONARY(8),
    BYTE_STREAM_SPLIT(9);

    /** What the format calls it. */
    final int number;

    Encoding(int number) {
        this.number = number;
    }

    static Encoding of(long number) {
        for (Encoding encoding : values()) {
            if (encoding.number == number) {
                return encoding;
            }
        }
        throw new DamagedException("there is no encoding number " + number);
    }
}
