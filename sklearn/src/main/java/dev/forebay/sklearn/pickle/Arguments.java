package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The arguments of one of the allowed functions, checked as they are taken.
 *
 * @param of the function's name, for messages
 */
record Arguments(String of, List<Value> values) {

    Value get(int index) throws RefusedException {
        if (index >= values.size()) {
            throw ByteCursor.malformed("'%s' has only %d arguments", of, values.size());
        }
        return values.get(index);
    }

    String text(int index) throws RefusedException {
        if (get(index) instanceof Value.Text text) {
            return text.value();
        }
        throw unexpected(index, "a string");
    }

    ElementType dtype(int index) throws RefusedException {
        if (get(index) instanceof Value.Dtype dtype) {
            return dtype.type();
        }
        throw unexpected(index, "a dtype");
    }

    ByteBuffer bytes(int index) throws RefusedException {
        if (get(index) instanceof Value.Bytes bytes) {
            return bytes.bytes();
        }
        throw unexpected(index, "bytes");
    }

    /** True or false, or 0 or 1 as older numpy writes it. */
    boolean flag(int index) throws RefusedException {
        Value value = get(index);
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        if (value instanceof Value.Int number && (number.value() == 0 || number.value() == 1)) {
            return number.value() == 1;
        }
        throw unexpected(index, "True or False");
    }

    /** Whether an order is {@code F}; any but {@code C} and {@code F} is refused. */
    boolean isColumnMajor(Value order) throws RefusedException {
        if (order instanceof Value.Text text
                && (text.value().equals("C") || text.value().equals("F"))) {
            return text.value().equals("F");
        }
        throw ByteCursor.malformed("the order of an array is %s instead of 'C' or 'F'", order.kind());
    }

    void requireArrayType(int index) throws RefusedException {
        if (!(get(index) instanceof Value.Global global)
                || (global.name() != AllowedGlobal.NDARRAY && global.name() != AllowedGlobal.MEMMAP)) {
            throw unexpected(index, "numpy.ndarray");
        }
    }

    private RefusedException unexpected(int index, String expected) throws RefusedException {
        return ByteCursor.malformed(
                "argument %d of '%s' is %s instead of %s",
                index + 1, of, get(index).kind(), expected);
    }
}
