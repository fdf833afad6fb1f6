package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * An array as joblib writes it: an object that describes it, then its bytes, in the middle of the pickle.
 *
 * <p>The layout is that of joblib's {@code NumpyArrayWrapper.read_array}: an array of objects is a whole pickle of its own;
 * any other is, where the description has an alignment, one byte with the number of 0xff that follow it, and then the
 * elements.
 */
final class JoblibArray {
    private JoblibArray() {}

    /** Reads the array that {@code description} announces; the cursor is then after it. */
    static Value read(Value.Dict description, ByteCursor in, Budget budget) throws RefusedException {
        // Not memoised: joblib writes an array anew for each reference.
        Arguments args = new Arguments(
                "NumpyArrayWrapper",
                List.of(
                        require(description, "subclass"),
                        require(description, "shape"),
                        require(description, "order"),
                        require(description, "dtype")));
        args.requireArrayType(0);
        int[] shape = NumpyArray.shape(args.get(1));
        boolean columnMajor = args.isColumnMajor(args.get(2));
        ElementType type = args.dtype(3);
        if (type.isObject()) {
            return readObjects(in, budget);
        }
        skipPadding(description.get("numpy_array_alignment_bytes"), in);
        int at = in.position();
        int length = in.requireLeft(NumpyArray.byteCount(type, shape), "an array", at);
        return new Value.Array(NumpyArray.ofBytes(type, shape, columnMajor, in.slice(length)));
    }

    private static Value readObjects(ByteCursor in, Budget budget) throws RefusedException {
        Value value = new Unpickler(in, budget, true).run();
        if (!(value instanceof Value.Array)) {
            throw ByteCursor.malformed("in place of an array of objects is %s", value.kind());
        }
        return value;
    }

    private static void skipPadding(Optional<Value> alignment, ByteCursor in) throws RefusedException {
        // Before joblib 1.2 there is no alignment; None is written to a stream that does not know its position.
        if (alignment.isEmpty() || alignment.get() == Value.None.NONE) {
            return;
        }
        int padding = in.unsignedByte();
        for (int i = 0; i < padding; i++) {
            if (in.unsignedByte() != 0xff) {
                throw ByteCursor.malformed("the padding before an array is not filled with 0xff");
            }
        }
    }

    private static Value require(Value.Dict description, String key) throws RefusedException {
        Value value = description.get(key).orElse(null);
        if (value == null) {
            throw ByteCursor.malformed("an array of joblib has no '%s'", key);
        }
        return value;
    }
}
