package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.AllowedGlobal.Role;
import dev.forebay.sklearn.pickle.Value.Items;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What REDUCE and BUILD do: numpy's constructors of plain data, written out here. Nothing is called by name. */
final class DataFunctions {
    private DataFunctions() {}

    /** The value of an allowed function. */
    static Value call(Value function, Value arguments, Budget budget) throws RefusedException {
        if (!(function instanceof Value.Global global) || global.name().role() != Role.FUNCTION) {
            throw ByteCursor.malformed("%s is called like a function", function.kind());
        }
        if (!(arguments instanceof Items tuple) || tuple.form() != Items.Form.TUPLE) {
            throw ByteCursor.malformed("a function is called with %s", arguments.kind());
        }
        Arguments args = new Arguments(global.name().simpleName(), tuple.items());
        return switch (global.name()) {
            case DTYPE -> new Value.Dtype(ElementType.of(args.text(0)));
            case RECONSTRUCT -> reconstruct(args);
            case SCALAR -> scalar(args);
            case FROM_BUFFER -> fromBuffer(args);
            case ENCODE -> encode(args, budget);
            case SLICE -> tuple;
            default -> throw new IllegalStateException("no function: " + global.name());
        };
    }

    /** Sets what an object, an array or a dtype holds. */
    static void build(Value target, Value state) throws RefusedException {
        if (target instanceof Value.Instance instance && state instanceof Value.Dict attributes) {
            instance.setState(attributes);
        } else if (target instanceof Value.Array array && isTuple(state)) {
            array.fill(arrayOf(new Arguments("ndarray", ((Items) state).items())));
        } else if (target instanceof Value.Dtype dtype && isTuple(state)) {
            completeDtype(dtype, new Arguments("dtype", ((Items) state).items()));
        } else {
            throw ByteCursor.malformed("the state of %s is %s", target.kind(), state.kind());
        }
    }

    private static boolean isTuple(Value value) {
        return value instanceof Items items && items.form() == Items.Form.TUPLE;
    }

    /** {@code _reconstruct(ndarray, (0,), b'b')}: an empty array, which BUILD fills. */
    private static Value reconstruct(Arguments args) throws RefusedException {
        args.requireArrayType(0);
        return new Value.Array();
    }

    /** {@code (version, shape, dtype, is_fortran, bytes or list)}. */
    private static NumpyArray arrayOf(Arguments state) throws RefusedException {
        int[] shape = NumpyArray.shape(state.get(1));
        ElementType type = state.dtype(2);
        boolean columnMajor = state.flag(3);
        if (state.get(4) instanceof Items items && items.form() == Items.Form.LIST) {
            return NumpyArray.ofObjects(type, shape, columnMajor, items);
        }
        return NumpyArray.ofBytes(type, shape, columnMajor, state.bytes(4));
    }

    /** {@code (version, byte order, subarray, names, fields, size, alignment, flags)}. */
    private static void completeDtype(Value.Dtype dtype, Arguments state) throws RefusedException {
        String order = state.text(1);
        if (!List.of("<", ">", "|", "=").contains(order)) {
            throw ByteCursor.malformed("the byte order of a dtype is none");
        }
        for (int i = 2; i <= 4; i++) {
            if (state.get(i) != Value.None.NONE) {
                throw new RefusedException(
                        SklearnCode.UNSUPPORTED_ARRAY,
                        "holds a numpy array of records",
                        "a fitted transform has arrays of numbers, of texts and of names only");
            }
        }
        dtype.complete(order.equals(">"));
    }

    /** {@code scalar(dtype, bytes)}. */
    private static Value scalar(Arguments args) throws RefusedException {
        ElementType type = args.dtype(0);
        ByteBuffer bytes = args.bytes(1);
        if (type.isObject() || bytes.remaining() != type.bytes()) {
            throw ByteCursor.malformed("a numpy number has %,d bytes", bytes.remaining());
        }
        return type.decode(bytes.slice(), 0);
    }

    /** {@code _frombuffer(buffer, dtype, shape, order)}. */
    private static Value fromBuffer(Arguments args) throws RefusedException {
        int[] shape = NumpyArray.shape(args.get(2));
        return new Value.Array(
                NumpyArray.ofBytes(args.dtype(1), shape, args.isColumnMajor(args.get(3)), args.bytes(0)));
    }

    /** {@code encode(text, 'latin1')}. */
    private static Value encode(Arguments args, Budget budget) throws RefusedException {
        String text = args.text(0);
        if (!args.text(1).equals("latin1") || text.chars().anyMatch(c -> c > 0xff)) {
            throw ByteCursor.malformed("bytes are written as a text that is not Latin-1");
        }
        budget.countCopy(text.length());
        return new Value.Bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
