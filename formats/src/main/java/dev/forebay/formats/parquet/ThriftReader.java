package dev.forebay.formats.parquet;

import java.nio.charset.StandardCharsets;

/**
 * Reads structs in Thrift's compact protocol: {@link #enter}, then {@link #next} and for each field either a value or {@link #skip},
 * until {@code next} says that the struct has ended. One thread at a time.
 */
final class ThriftReader {
    private static final int STOP = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int MAX_DEPTH = 64;

    private final Slice in;
    private final int[] lastField = new int[MAX_DEPTH + 1];
    private int depth;
    private int type;

    ThriftReader(Slice in) {
        this.in = in;
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new DamagedException("structs nest deeper than " + MAX_DEPTH);
        }
        lastField[depth] = 0;
    }

    /** The id of the next field; 0 at the end of the struct, which is thereby left. */
    int next() {
        int head = in.oneByte();
        type = head & 0x0f;
        if (type == STOP) {
            depth--;
            return 0;
        }
        int delta = head >>> 4;
        int id = delta == 0 ? (int) in.zigzag() : lastField[depth] + delta;
        if (id <= 0) {
            throw new DamagedException("a field has the number " + id);
        }
        lastField[depth] = id;
        return id;
    }

    long integer() {
        if (type == BYTE) {
            return (byte) in.oneByte();
        }
        if (type < BYTE || type >= DOUBLE) {
            throw new DamagedException("a number was expected");
        }
        return in.zigzag();
    }

    int int32() {
        long value = integer();
        if (value != (int) value) {
            throw new DamagedException("a number is out of range: " + value);
        }
        return (int) value;
    }

    boolean bool() {
        if (!isBool()) {
            throw new DamagedException("true or false was expected");
        }
        return type == TRUE;
    }

    boolean isBool() {
        return type == TRUE || type == FALSE;
    }

    String text() {
        require(BINARY);
        long length = in.unsignedVarint();
        int from = in.take(length);
        return new String(in.bytes, from, (int) length, StandardCharsets.UTF_8);
    }

    /** Begins a struct that is a field. */
    void struct() {
        require(STRUCT);
        enter();
    }

    /** Begins a list and returns its length; its elements are of the type of the next values read. */
    int list() {
        require(LIST);
        int head = in.oneByte();
        type = head & 0x0f;
        long size = head >>> 4 == 15 ? in.unsignedVarint() : head >>> 4;
        if (size > in.left()) {
            throw new DamagedException("a list is longer than the file");
        }
        return (int) size;
    }

    /** The type of an element, to be put back between elements that are structs. */
    int elementType() {
        return type;
    }

    void element(int elementType) {
        type = elementType;
    }

    void skip() {
        skip(type, 0);
    }

    private void skip(int skipped, int nesting) {
        if (nesting > MAX_DEPTH) {
            throw new DamagedException("structs nest deeper than " + MAX_DEPTH);
        }
        switch (skipped) {
            case TRUE, FALSE -> {}
            case BYTE -> in.take(1);
            case 4, 5, 6 -> in.unsignedVarint();
            case DOUBLE -> in.take(Double.BYTES);
            case BINARY -> in.take(in.unsignedVarint());
            case LIST, SET -> skipList(nesting);
            case MAP -> skipMap(nesting);
            case STRUCT -> {
                for (int head = in.oneByte(); (head & 0x0f) != STOP; head = in.oneByte()) {
                    if (head >>> 4 == 0) {
                        in.unsignedVarint();
                    }
                    skip(head & 0x0f, nesting + 1);
                }
            }
            default -> throw new DamagedException("a field has no known type");
        }
    }

    private void skipList(int nesting) {
        int head = in.oneByte();
        long size = head >>> 4 == 15 ? in.unsignedVarint() : head >>> 4;
        for (long i = 0; i < size; i++) {
            skipElement(head & 0x0f, nesting);
        }
    }

    private void skipMap(int nesting) {
        long size = in.unsignedVarint();
        int types = size == 0 ? 0 : in.oneByte();
        for (long i = 0; i < size; i++) {
            skipElement(types >>> 4, nesting);
            skipElement(types & 0x0f, nesting);
        }
    }

    /** In a collection a boolean has a byte of its own. */
    private void skipElement(int element, int nesting) {
        if (element == TRUE || element == FALSE) {
            in.take(1);
        } else {
            skip(element, nesting + 1);
        }
    }

    private void require(int expected) {
        if (type != expected) {
            throw new DamagedException("a field has another type than it should");
        }
    }
}
