package dev.forebay.engine.fit;

/**
 * The Mersenne Twister as {@code numpy.random.RandomState} seeds it and shuffles with it: what scikit-learn's folds depend on.
 *
 * <p><b>Source</b>: M. Matsumoto, T. Nishimura, <i>Mersenne Twister</i>, 1998; initialisation of 2002.
 */
final class Mersenne {
    private static final int WORDS = 624;
    private static final int MIDDLE = 397;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;

    private final int[] state = new int[WORDS];
    private int at = WORDS;

    Mersenne(int seed) {
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    private int next() {
        if (at == WORDS) {
            for (int i = 0; i < WORDS; i++) {
                int y = (state[i] & UPPER) | (state[(i + 1) % WORDS] & LOWER);
                state[i] = state[(i + MIDDLE) % WORDS] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            at = 0;
        }
        int y = state[at++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** 0 to {@code most}. */
    private int upTo(int most) {
        int mask = most == 0 ? 0 : -1 >>> Integer.numberOfLeadingZeros(most);
        int value = next() & mask;
        while (value > most) {
            value = next() & mask;
        }
        return value;
    }

    void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = upTo(i);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
