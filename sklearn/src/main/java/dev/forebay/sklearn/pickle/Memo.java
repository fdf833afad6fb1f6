package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** The values that a pickle refers back to by number. Numbers are given in order, so that no number costs more than one. */
final class Memo {
    private final List<Value> values = new ArrayList<>();

    void add(Value value) {
        values.add(value);
    }

    /** Remembers under a number that the file chose: the next one, or one in use. */
    void put(long index, Value value) throws RefusedException {
        if (index > values.size()) {
            throw ByteCursor.malformed("it remembers value %,d after %,d values", index, values.size());
        }
        if (index == values.size()) {
            values.add(value);
        } else {
            values.set((int) index, value);
        }
    }

    Value get(long index) throws RefusedException {
        if (index >= values.size()) {
            throw ByteCursor.malformed("it refers to value %,d of %,d", index, values.size());
        }
        return values.get((int) index);
    }
}
