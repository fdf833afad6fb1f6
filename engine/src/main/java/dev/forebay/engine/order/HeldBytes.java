package dev.forebay.engine.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of events that come and go: pieces that each hold the bytes of some events, and are used again when the last of them is gone. An
 * event is never divided; one that is larger than a piece has a piece of its own. One thread at a time.
 */
final class HeldBytes {
    private static final int PIECE = 1 << 18;
    private static final int SPARE = 4;

    private final List<byte @Nullable []> pieces = new ArrayList<>();
    private final List<byte[]> spare = new ArrayList<>();
    private int[] live = new int[16];
    private int[] freePlaces = new int[16];
    private int free;
    private int current = -1;
    private int used;
    private long bytes;

    /** Makes room for an event, and returns the piece it is in; where in it {@link #at} says. */
    int take(int length) {
        if (current < 0 || used + length > piece(current).length) {
            open(length);
        }
        live[current]++;
        used += length;
        return current;
    }

    /** Where the event begins for which {@link #take} has just made room. */
    int at(int length) {
        return used - length;
    }

    byte[] piece(int number) {
        byte[] piece = pieces.get(number);
        if (piece == null) {
            throw new IllegalStateException("piece " + number + " was let go");
        }
        return piece;
    }

    /** An event of a piece is gone. */
    void release(int number) {
        if (--live[number] > 0) {
            return;
        }
        if (number == current) {
            used = 0;
        } else {
            letGo(number);
        }
    }

    long bytes() {
        return bytes;
    }

    private void open(int length) {
        if (current >= 0 && live[current] == 0) {
            letGo(current);
        }
        byte[] piece;
        if (length <= PIECE && !spare.isEmpty()) {
            piece = spare.remove(spare.size() - 1);
        } else {
            piece = new byte[Math.max(PIECE, length)];
            bytes += piece.length;
        }
        if (free > 0) {
            current = freePlaces[--free];
            pieces.set(current, piece);
        } else {
            current = pieces.size();
            pieces.add(piece);
            if (current == live.length) {
                live = Arrays.copyOf(live, current * 2);
            }
        }
        used = 0;
    }

    private void letGo(int number) {
        byte[] piece = piece(number);
        pieces.set(number, null);
        if (piece.length == PIECE && spare.size() < SPARE) {
            spare.add(piece);
        } else {
            bytes -= piece.length;
        }
        if (free == freePlaces.length) {
            freePlaces = Arrays.copyOf(freePlaces, free * 2);
        }
        freePlaces[free++] = number;
    }
}
