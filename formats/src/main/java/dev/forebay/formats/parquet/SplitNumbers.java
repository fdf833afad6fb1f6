package dev.forebay.formats.parquet;

/** Numbers whose first bytes stand together, then their second, and so on (BYTE_STREAM_SPLIT). */
final class SplitNumbers extends Values {
    private final Slice in;
    private final PhysicalType type;
    private final int values;
    private int next;

    SplitNumbers(Slice in, PhysicalType type) {
        this.in = in;
        this.type = type;
        this.values = in.left() / type.width;
    }

    @Override
    void numbers(long[] out, int count) {
        if (count > values - next) {
            throw new DamagedException("a page ends before its last value");
        }
        int width = type.width;
        for (int i = 0; i < count; i++) {
            long bits = 0;
            for (int b = 0; b < width; b++) {
                bits |= (in.bytes[in.at + b * values + next] & 0xffL) << (8 * b);
            }
            next++;
            out[i] = type == PhysicalType.FLOAT
                    ? PlainNumbers.widened((int) bits)
                    : type == PhysicalType.INT32 ? (int) bits : bits;
        }
    }
}
