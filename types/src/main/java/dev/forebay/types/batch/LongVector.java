package dev.forebay.types.batch;

import dev.forebay.types.Type;

/**
 * A column of {@code long}, {@code timestamp} (microseconds since the epoch, UTC), {@code date} (days since the epoch) or
 * {@code decimal(p,s)} (units of 10<sup>-s</sup>).
 */
public final class LongVector extends Vector {
    public final long[] values;

    public LongVector(Type type, int capacity) {
        super(type, capacity);
        this.values = new long[capacity];
    }
}
