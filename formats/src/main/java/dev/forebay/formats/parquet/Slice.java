package dev.forebay.formats.parquet;

/** Bytes that are taken from the front. Where words are read, the array goes on for {@link Binary#SPARE} bytes after the end. */
final class Slice {
    final byte[] bytes;
    final int end;
    int at;

    Slice(byte[] bytes, int from, int end) {
        if (from < 0 || end < from || end > bytes.length) {
            throw new DamagedException("a length points beyond its page");
        }
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    /** Where the next {@code count} bytes begin, which are thereby taken. */
    int take(long count) {
        if (count < 0 || count > end - at) {
            throw new DamagedException("a page ends in the middle of a value");
        }
        int from = at;
        at += (int) count;
        return from;
    }

    int oneByte() {
        return bytes[take(1)] & 0xff;
    }

    int fourBytes() {
        return Binary.intAt(bytes, take(Integer.BYTES));
    }

    /** The next {@code count} bytes as a slice of their own. */
    Slice part(long count) {
        int from = take(count);
        return new Slice(bytes, from, at);
    }

    long unsignedVarint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = oneByte();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new DamagedException("a number has more than ten bytes");
    }

    long zigzag() {
        long value = unsignedVarint();
        return value >>> 1 ^ -(value & 1);
    }
}
