package dev.forebay.formats.parquet;

/** Numbers and booleans one after the other. */
final class PlainNumbers extends Values {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int JULIAN_EPOCH = 2_440_588;
    /** More days than any timestamp is away. */
    private static final int FAR_DAYS = 5_000_000;

    private final Slice in;
    private final PhysicalType type;
    private int bit;

    PlainNumbers(Slice in, PhysicalType type) {
        this.in = in;
        this.type = type;
    }

    @Override
    void numbers(long[] out, int count) {
        if (type == PhysicalType.BOOLEAN) {
            booleans(out, count);
            return;
        }
        byte[] b = in.bytes;
        int at = in.take((long) count * type.width);
        switch (type) {
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    out[i] = Binary.intAt(b, at + i * Integer.BYTES);
                }
            }
            case INT64, DOUBLE -> {
                for (int i = 0; i < count; i++) {
                    out[i] = Binary.longAt(b, at + i * Long.BYTES);
                }
            }
            case FLOAT -> {
                for (int i = 0; i < count; i++) {
                    out[i] = widened(Binary.intAt(b, at + i * Float.BYTES));
                }
            }
            case INT96 -> {
                for (int i = 0; i < count; i++) {
                    out[i] = micros(Binary.longAt(b, at + i * 12), Binary.intAt(b, at + i * 12 + Long.BYTES));
                }
            }
            default -> super.numbers(out, count);
        }
    }

    private void booleans(long[] out, int count) {
        for (int i = 0; i < count; i++) {
            if (bit == 0) {
                in.take(1);
            }
            out[i] = (in.bytes[in.at - 1] >>> bit) & 1L;
            bit = bit + 1 & 7;
        }
    }

    /** The bits of a float's bits as a double. */
    static long widened(int floatBits) {
        return Double.doubleToRawLongBits(Float.intBitsToFloat(floatBits));
    }

    /** Nanoseconds of a Julian day as microseconds since the epoch; beyond all bounds where the day is. */
    private static long micros(long nanosOfDay, int julianDay) {
        long days = (long) julianDay - JULIAN_EPOCH;
        if (Math.abs(days) > FAR_DAYS) {
            return days < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return days * DAY_MICROS + Math.floorDiv(nanosOfDay, 1000);
    }
}
