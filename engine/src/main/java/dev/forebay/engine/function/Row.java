package dev.forebay.engine.function;

import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ByteArena;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;

/**
 * The row that a {@link RowFunction} is asked about: arguments by position, and where its result goes. It moves from row to
 * row; no function keeps it.
 */
final class Row {
    private static final int MOST_IN_ONE = 1 << 28;
    private static final int MOST_KEPT = 1 << 24;

    private final Vector[] in;
    private final Vector out;

    /** Holds the texts that the function makes; another one once it is so large that offsets might not suffice. */
    ByteArena arena;

    private ByteArena first = new ByteArena(16);

    private int row;

    Row(Vector[] in, Vector out) {
        this.in = in;
        this.out = out;
        this.arena = first;
    }

    /** Before the first row: what was made for the last batch is gone. */
    void reset() {
        if (first.bytes.length > MOST_KEPT) {
            first = new ByteArena(16);
        }
        first.clear();
        arena = first;
    }

    void moveTo(int next) {
        row = next;
        if (arena.size > MOST_IN_ONE) {
            arena = new ByteArena(16);
        }
    }

    int arguments() {
        return in.length;
    }

    boolean isNull(int argument) {
        return in[argument].state[row] != Vector.VALID;
    }

    boolean truth(int argument) {
        return ((BooleanVector) in[argument]).values[row];
    }

    long integer(int argument) {
        return ((LongVector) in[argument]).values[row];
    }

    double real(int argument) {
        return ((DoubleVector) in[argument]).values[row];
    }

    /** The array that holds a text's bytes; read anew after anything was appended. */
    byte[] bytes(int argument) {
        return ((StringVector) in[argument]).arena[row].bytes;
    }

    int start(int argument) {
        return ((StringVector) in[argument]).start[row];
    }

    int length(int argument) {
        return ((StringVector) in[argument]).length[row];
    }

    int end(int argument) {
        return start(argument) + length(argument);
    }

    /** A text as a Java string. It allocates. */
    String text(int argument) {
        return ((StringVector) in[argument]).get(row);
    }

    void give(boolean value) {
        ((BooleanVector) out).values[row] = value;
    }

    void give(long value) {
        ((LongVector) out).values[row] = value;
    }

    void give(double value) {
        ((DoubleVector) out).values[row] = value;
    }

    void give(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        giveFrom(arena.append(utf8, 0, utf8.length));
    }

    /** Gives a part of a text argument without copying it; offsets as in {@link #bytes}. */
    void giveSlice(int argument, int from, int end) {
        ((StringVector) out).set(row, ((StringVector) in[argument]).arena[row], from, end - from);
    }

    /** Gives what was appended to {@link #arena} since {@code from}. */
    void giveFrom(int from) {
        ((StringVector) out).set(row, arena, from, arena.size - from);
    }

    /** Takes back what was given: the result is null. */
    void giveNull() {
        out.state[row] = Vector.NULL;
    }

    /** The row is in error. */
    void fail() {
        out.state[row] = Vector.ERROR;
    }
}
