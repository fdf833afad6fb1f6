package dev.forebay.formats.parquet;

/** How values are stored. */
enum PhysicalType {
    BOOLEAN(0, 0),
    INT32(1, Integer.BYTES),
    INT64(2, Long.BYTES),
    INT96(3, 12),
    FLOAT(4, Float.BYTES),
    DOUBLE(5, Double.BYTES),
    BYTE_ARRAY(6, 0),
    FIXED_LEN_BYTE_ARRAY(7, 0);

    /** What the format calls it. */
    final int number;

    /** How many bytes a plain value has; 0 where the type alone does not say. */
    final int width;

    PhysicalType(int number, int width) {
        this.number = number;
        this.width = width;
    }

    /** Whether values are bytes rather than numbers. */
    boolean isBytes() {
        return this == BYTE_ARRAY || this == FIXED_LEN_BYTE_ARRAY;
    }

    static PhysicalType of(int number) {
        for (PhysicalType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new DamagedException("there is no type number " + number);
    }
}
