package dev.forebay.engine.transform;

import dev.forebay.engine.hash.XxHash64;
import dev.forebay.plan.fitted.Category;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The position of a value among the categories of a column; {@link #UNKNOWN} for one that is not there. A null is {@code None} where that is a category,
 * else NaN where that is; a NaN is NaN only. Looking up allocates nothing.
 */
final class CategoryIndex {
    static final int UNKNOWN = -1;

    private final byte[][] texts;
    private final long[] hashes;
    private final int[] table;
    private final int ofNull;
    private final int ofNaN;

    CategoryIndex(List<Category> categories, boolean isText) {
        int size = categories.size();
        texts = new byte[size][];
        hashes = new long[size];
        table = new int[Integer.highestOneBit(Math.max(4, size * 2)) * 2];
        Arrays.fill(table, UNKNOWN);
        for (int i = 0; i < size; i++) {
            Category category = categories.get(i);
            if (isText && category instanceof Category.Text text) {
                texts[i] = text.value().getBytes(StandardCharsets.UTF_8);
                add(i, XxHash64.of(texts[i], 0, texts[i].length));
            } else if (!isText && !(category instanceof Category.Text) && !(category instanceof Category.Missing)) {
                add(i, bits(number(category)));
            }
        }
        ofNaN = categories.indexOf(Category.Missing.NAN);
        int none = categories.indexOf(Category.Missing.NONE);
        ofNull = none >= 0 ? none : ofNaN;
    }

    static double number(Category category) {
        if (category instanceof Category.Whole whole) {
            return whole.value();
        }
        if (category instanceof Category.Truth truth) {
            return truth.value() ? 1 : 0;
        }
        return ((Category.Real) category).value();
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value == 0 ? 0.0 : value);
    }

    private void add(int category, long hash) {
        hashes[category] = hash;
        int at = place(hash);
        while (table[at] != UNKNOWN) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = category;
    }

    private int place(long hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (table.length - 1);
    }

    /** The positions of a column's values; what stands for a row in error is undefined. */
    void find(Vector values, int[] positions, int rows) {
        if (values instanceof StringVector text) {
            for (int i = 0; i < rows; i++) {
                positions[i] = text.isValid(i) ? ofText(text, i) : ofNull;
            }
        } else {
            DoubleVector numbers = (DoubleVector) values;
            for (int i = 0; i < rows; i++) {
                positions[i] = numbers.isValid(i) ? ofNumber(numbers.values[i]) : ofNull;
            }
        }
    }

    private int ofText(StringVector text, int row) {
        byte[] bytes = text.arena[row].bytes;
        int start = text.start[row];
        int length = text.length[row];
        long hash = XxHash64.of(bytes, start, length);
        for (int at = place(hash); table[at] != UNKNOWN; at = (at + 1) & (table.length - 1)) {
            int category = table[at];
            if (hashes[category] == hash
                    && Arrays.equals(texts[category], 0, texts[category].length, bytes, start, start + length)) {
                return category;
            }
        }
        return UNKNOWN;
    }

    private int ofNumber(double value) {
        if (Double.isNaN(value)) {
            return ofNaN;
        }
        long bits = bits(value);
        for (int at = place(bits); table[at] != UNKNOWN; at = (at + 1) & (table.length - 1)) {
            if (hashes[table[at]] == bits) {
                return table[at];
            }
        }
        return UNKNOWN;
    }
}
