package dev.forebay.formats.parquet;

import dev.forebay.types.batch.ByteArena;
import java.nio.charset.StandardCharsets;

/** Writes structs in Thrift's compact protocol, fields in ascending order of their ids. One thread at a time. */
final class ThriftWriter {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    private final ByteArena out;
    private final int[] lastField = new int[16];
    private int depth;

    ThriftWriter(ByteArena out) {
        this.out = out;
    }

    /** Begins a struct that is no field: the outermost, or an element of a list. */
    void begin() {
        lastField[++depth] = 0;
    }

    void end() {
        put(0);
        depth--;
    }

    void bool(int id, boolean value) {
        head(id, value ? 1 : 2);
    }

    void int32(int id, int value) {
        head(id, I32);
        zigzag(value);
    }

    void int64(int id, long value) {
        head(id, I64);
        zigzag(value);
    }

    void text(int id, String value) {
        head(id, BINARY);
        text(value);
    }

    /** The {@code width} lowest bytes of a number, as bytes. */
    void number(int id, long bits, int width) {
        head(id, BINARY);
        varint(width);
        for (int i = 0; i < width; i++) {
            put((int) (bits >>> (8 * i)));
        }
    }

    /** An element of a list of texts. */
    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        out.append(utf8, 0, utf8.length);
    }

    void struct(int id) {
        head(id, STRUCT);
        begin();
    }

    /** A struct without fields. */
    void emptyStruct(int id) {
        struct(id);
        end();
    }

    void structs(int id, int size) {
        list(id, STRUCT, size);
    }

    void texts(int id, int size) {
        list(id, BINARY, size);
    }

    void int32s(int id, int... values) {
        list(id, I32, values.length);
        for (int value : values) {
            zigzag(value);
        }
    }

    private void list(int id, int type, int size) {
        head(id, LIST);
        if (size < 15) {
            put(size << 4 | type);
        } else {
            put(15 << 4 | type);
            varint(size);
        }
    }

    private void head(int id, int type) {
        int delta = id - lastField[depth];
        if (delta <= 0 || delta > 15) {
            throw new IllegalArgumentException("field " + id + " after " + lastField[depth]);
        }
        put(delta << 4 | type);
        lastField[depth] = id;
    }

    private void zigzag(long value) {
        varint(value << 1 ^ value >> 63);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        put((int) rest);
    }

    private void put(int b) {
        out.ensure(1);
        out.bytes[out.size++] = (byte) b;
    }
}
