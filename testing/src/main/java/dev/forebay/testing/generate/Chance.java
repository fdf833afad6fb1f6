package dev.forebay.testing.generate;

import java.util.List;
import java.util.SplittableRandom;

/** A source of chance that a seed determines. One thread at a time. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A number from 0 to before {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** True once in {@code n} times. */
    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    public long anyLong() {
        return random.nextLong();
    }

    /** From 0 to before 1. */
    public double unit() {
        return random.nextDouble();
    }

    public <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
