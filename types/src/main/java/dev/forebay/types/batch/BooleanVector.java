package dev.forebay.types.batch;

import dev.forebay.types.Type;

/** A column of {@code boolean}. */
public final class BooleanVector extends Vector {
    public final boolean[] values;

    public BooleanVector(int capacity) {
        super(Type.BOOLEAN, capacity);
        this.values = new boolean[capacity];
    }
}
