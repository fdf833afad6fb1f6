package dev.forebay.types.batch;

import dev.forebay.types.Type;

/** A column of {@code double}: IEEE 754 binary64, NaN and the infinities included. */
public final class DoubleVector extends Vector {
    public final double[] values;

    public DoubleVector(int capacity) {
        super(Type.DOUBLE, capacity);
        this.values = new double[capacity];
    }
}
