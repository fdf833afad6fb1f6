package dev.forebay.types.batch;

import dev.forebay.types.Type;
import java.nio.charset.StandardCharsets;

/**
 * A column of {@code string}: slices of UTF-8 bytes in one or more {@link ByteArena}s.
 *
 * <p>A column of an event batch points into the batch's arena, where the received bytes are; a computed column points into
 * whatever arenas its inputs did, or its own. The bytes are well-formed UTF-8.
 */
public final class StringVector extends Vector {
    /** The arena that holds each row's bytes; read {@code arena[row].bytes} at the time of use, since an arena may grow. */
    public final ByteArena[] arena;

    public final int[] start;
    public final int[] length;

    public StringVector(int capacity) {
        super(Type.STRING, capacity);
        this.arena = new ByteArena[capacity];
        this.start = new int[capacity];
        this.length = new int[capacity];
    }

    /** Points a row at bytes that stand in {@code in}, and makes it valid. */
    public void set(int row, ByteArena in, int from, int bytes) {
        arena[row] = in;
        start[row] = from;
        length[row] = bytes;
        state[row] = VALID;
    }

    /** Appends {@code value} to {@code in} and points a row at it. Not for hot paths: it allocates. */
    public void set(int row, ByteArena in, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        set(row, in, in.append(utf8, 0, utf8.length), utf8.length);
    }

    /** A valid row's value. Not for hot paths: it allocates. */
    public String get(int row) {
        return new String(arena[row].bytes, start[row], length[row], StandardCharsets.UTF_8);
    }
}
