package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shape and the elements of a numpy array. The elements stay bytes of the file until they are asked for.
 *
 * <p><b>Order</b>: elements are given with the last index running fastest, however the file has them. Immutable.
 */
public final class NumpyArray {
    private static final int MOST_DIMENSIONS = 64;

    private final ElementType type;
    private final int[] shape;
    private final int size;
    private final boolean columnMajor;
    private final ByteBuffer bytes;
    private final List<Value> objects;

    private NumpyArray(
            ElementType type, int[] shape, int size, boolean columnMajor, ByteBuffer bytes, List<Value> objects) {
        this.type = type;
        this.shape = shape;
        this.size = size;
        this.columnMajor = columnMajor;
        this.bytes = bytes;
        this.objects = objects;
    }

    /** An array over {@code bytes}, which must be just what its shape and type need. */
    static NumpyArray ofBytes(ElementType type, int[] shape, boolean columnMajor, ByteBuffer bytes)
            throws RefusedException {
        if (type.isObject()) {
            throw ByteCursor.malformed("an array of objects is made of bytes");
        }
        long needed = byteCount(type, shape);
        if (needed != bytes.remaining()) {
            throw ByteCursor.malformed("an array needs %,d bytes and has %,d", needed, bytes.remaining());
        }
        return new NumpyArray(type, shape, (int) elementCount(shape), columnMajor, bytes.slice(), List.of());
    }

    /** An array of the items of a list, which must be just as many as its shape needs. */
    static NumpyArray ofObjects(ElementType type, int[] shape, boolean columnMajor, Value.Items items)
            throws RefusedException {
        if (!type.isObject()) {
            throw ByteCursor.malformed("an array of numbers is made of objects");
        }
        long needed = elementCount(shape);
        if (needed != items.items().size()) {
            throw ByteCursor.malformed(
                    "an array needs %,d elements and has %,d",
                    needed, items.items().size());
        }
        items.freeze();
        return new NumpyArray(type, shape, (int) needed, columnMajor, ByteBuffer.allocate(0), items.items());
    }

    /** The shape that a tuple of numbers states. */
    static int[] shape(Value value) throws RefusedException {
        if (!(value instanceof Value.Items tuple) || tuple.items().size() > MOST_DIMENSIONS) {
            throw ByteCursor.malformed("the shape of an array is %s", value.kind());
        }
        int[] shape = new int[tuple.items().size()];
        for (int i = 0; i < shape.length; i++) {
            Value length = tuple.items().get(i);
            if (!(length instanceof Value.Int number) || number.value() < 0) {
                throw ByteCursor.malformed("a length in the shape of an array is %s", length.kind());
            }
            if (number.value() > Integer.MAX_VALUE) {
                throw overstated(number.value() + " elements along one side");
            }
            shape[i] = (int) number.value();
        }
        return shape;
    }

    /** How many bytes of a file such an array takes. */
    static long byteCount(ElementType type, int[] shape) throws RefusedException {
        return multiply(elementCount(shape), type.bytes());
    }

    private static long elementCount(int[] shape) throws RefusedException {
        long count = 1;
        for (int length : shape) {
            count = multiply(count, length);
        }
        return count;
    }

    private static long multiply(long count, long factor) throws RefusedException {
        try {
            return Math.multiplyExact(count, factor);
        } catch (ArithmeticException e) {
            throw overstated("more elements than can be counted");
        }
    }

    private static RefusedException overstated(String what) {
        return new RefusedException(
                SklearnCode.OVERSTATED_LENGTH,
                String.format(Locale.ROOT, "is damaged: it announces an array of %s", what),
                "copy the file again in binary mode, or save it again with joblib.dump");
    }

    public int dimensions() {
        return shape.length;
    }

    /** How many elements it has along one dimension. */
    public int length(int dimension) {
        return shape[dimension];
    }

    /** How many elements it has. */
    public int size() {
        return size;
    }

    /** Whether the elements are floating-point numbers, of 2, 4 or 8 bytes. */
    public boolean isFloat() {
        return type.isFloat();
    }

    /** The elements. */
    public List<Value> elements() throws RefusedException {
        List<Value> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int at = columnMajor ? columnMajorIndex(i) : i;
            elements.add(type.isObject() ? objects.get(at) : type.decode(bytes, at * type.bytes()));
        }
        return elements;
    }

    /** Where the {@code index}-th element is when the first index runs fastest. */
    private int columnMajorIndex(int index) {
        int rest = index;
        int stride = size;
        int at = 0;
        for (int d = shape.length - 1; d >= 0; d--) {
            stride /= shape[d];
            at += rest % shape[d] * stride;
            rest /= shape[d];
        }
        return at;
    }
}
