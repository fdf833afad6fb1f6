package dev.forebay.engine.function;

import dev.forebay.types.batch.StringVector;
import java.util.Arrays;

/**
 * How values compare. Doubles are in a total order: NaN equals itself and is greater than everything, -0.0 equals 0.0. Texts
 * compare by code point, which is the order of their UTF-8 bytes.
 */
public final class Ordering {
    private Ordering() {}

    public static int compare(double x, double y) {
        if (x < y) {
            return -1;
        }
        if (x > y) {
            return 1;
        }
        return Boolean.compare(Double.isNaN(x), Double.isNaN(y));
    }

    /** Exact: no conversion loses a digit. */
    public static int compare(long x, double y) {
        if (Double.isNaN(y) || y >= 0x1p63) {
            return -1;
        }
        if (y < -0x1p63) {
            return 1;
        }
        long whole = (long) y;
        return x != whole ? Long.compare(x, whole) : Double.compare(0.0, y - whole + 0.0);
    }

    public static int compare(StringVector x, StringVector y, int row) {
        return Arrays.compareUnsigned(
                x.arena[row].bytes,
                x.start[row],
                x.start[row] + x.length[row],
                y.arena[row].bytes,
                y.start[row],
                y.start[row] + y.length[row]);
    }

    public static boolean equal(StringVector x, StringVector y, int row) {
        int length = x.length[row];
        return length == y.length[row]
                && Arrays.equals(
                        x.arena[row].bytes,
                        x.start[row],
                        x.start[row] + length,
                        y.arena[row].bytes,
                        y.start[row],
                        y.start[row] + length);
    }
}
