package dev.forebay.engine.fit;

import dev.forebay.plan.fitted.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The different values of a column as scikit-learn sorts them: texts by code point, numbers by size, what is missing last.
 *
 * @param categories each once
 * @param counts how many rows have each
 * @param codes the place of each row's value among the categories
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Categories(List<Category> categories, List<Integer> counts, int[] codes) {

    static Categories of(FitColumn column) {
        return column instanceof FitColumn.Texts texts ? of(texts) : of((FitColumn.Numbers) column);
    }

    boolean hasMissing() {
        return !categories.isEmpty() && categories.get(categories.size() - 1) == EncoderFit.MISSING;
    }

    /** How many there are without the missing one. */
    int ordinary() {
        return categories.size() - (hasMissing() ? 1 : 0);
    }

    private static Categories of(FitColumn.Texts column) {
        List<String> texts = column.texts();
        int[] counts = new int[texts.size() + 1];
        for (int code : column.codes()) {
            counts[code < 0 ? texts.size() : code]++;
        }
        // A text that no row of these has any more is not a category.
        int[] order = IntStream.range(0, texts.size())
                .filter(i -> counts[i] > 0)
                .boxed()
                .sorted((a, b) -> byCodePoint(texts.get(a), texts.get(b)))
                .mapToInt(i -> i)
                .toArray();
        int[] places = new int[texts.size()];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        List<Category> categories = new ArrayList<>();
        List<Integer> sortedCounts = new ArrayList<>();
        for (int i : order) {
            categories.add(new Category.Text(texts.get(i)));
            sortedCounts.add(counts[i]);
        }
        addMissing(counts[texts.size()], categories, sortedCounts);
        int[] codes = Arrays.stream(column.codes())
                .map(code -> code < 0 ? order.length : places[code])
                .toArray();
        return new Categories(categories, sortedCounts, codes);
    }

    private static Categories of(FitColumn.Numbers column) {
        double[] values = column.values();
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .map(value -> value == 0 ? 0.0 : value)
                .sorted()
                .distinct()
                .toArray();
        int[] counts = new int[sorted.length + 1];
        int[] codes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            codes[i] = Double.isNaN(values[i])
                    ? sorted.length
                    : Arrays.binarySearch(sorted, values[i] == 0 ? 0.0 : values[i]);
            counts[codes[i]]++;
        }
        boolean missing = counts[sorted.length] > 0;
        FitColumn.Kind kind = missing && column.kind() == FitColumn.Kind.WHOLE ? FitColumn.Kind.REAL : column.kind();
        List<Category> categories = new ArrayList<>();
        List<Integer> sortedCounts = new ArrayList<>();
        for (int i = 0; i < sorted.length; i++) {
            categories.add(FitColumn.category(sorted[i], kind));
            sortedCounts.add(counts[i]);
        }
        addMissing(counts[sorted.length], categories, sortedCounts);
        return new Categories(categories, sortedCounts, codes);
    }

    private static void addMissing(int count, List<Category> categories, List<Integer> counts) {
        if (count > 0) {
            categories.add(EncoderFit.MISSING);
            counts.add(count);
        }
    }

    /** Python's order of texts, which is not Java's for characters beyond the first plane. */
    static int byCodePoint(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean beyondX = Character.isSurrogate(x);
                boolean beyondY = Character.isSurrogate(y);
                return beyondX == beyondY ? Character.compare(x, y) : Boolean.compare(beyondX, beyondY);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
