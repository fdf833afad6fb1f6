package dev.forebay.formats.parquet;

/** How values are stored, in the order of the format's numbers. */
enum PhysicalType {
    BOOLEAN(0),
    INT32(Integer.BYTES),
    INT64(Long.BYTES),
    INT96(12),
    FLOAT(Float.BYTES),
    DOUBLE(Double.BYTES),
    BYTE_ARRAY(0),
    FIXED_LEN_BYTE_ARRAY(0);

    /** How many bytes a plain value has; 0 where the type alone does not say. */
    final int width;

    PhysicalType(int width) {
        this.width = width;
    }

    /** Whether values are bytes rather than numbers. */
    boolean isBytes() {
        return this == BYTE_ARRAY || this == FIXED_LEN_BYTE_ARRAY;
    }

    static PhysicalType of(int number) {
        if (number < 0 || number >= values().length) {
            throw new DamagedException("there is no type number " + number);
        }
        return values()[number];
    }
}
