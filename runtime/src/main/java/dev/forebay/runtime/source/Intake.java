package dev.forebay.runtime.source;

import dev.forebay.types.batch.ByteArena;

/**
 * The bytes of one poll on their way into a frame's arena, and the bound on them: beyond {@code mostBytes} nothing more is copied.
 * The first record always fits, whatever its size, so that reading goes on. What is left is fetched again: only events that are far larger
 * than usual pay for that. One thread at a time.
 */
final class Intake {
    private final int mostBytes;
    private ByteArena arena = new ByteArena(0);
    private int keys;
    private int values;

    Intake(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Goes on with an empty frame's arena. */
    void into(ByteArena frameArena) {
        arena = frameArena;
        keys = 0;
        values = 0;
    }

    ByteArena arena() {
        return arena;
    }

    /** Whether another key or value is taken. A value is never refused to the poll's first key, nor a key to an empty frame. */
    boolean takes(boolean isKey) {
        boolean first = values == 0 && (isKey ? keys == 0 : keys <= 1);
        if (!first && arena.size >= mostBytes) {
            return false;
        }
        if (isKey) {
            keys++;
        } else {
            values++;
        }
        return true;
    }
}
