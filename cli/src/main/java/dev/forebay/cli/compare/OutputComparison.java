package dev.forebay.cli.compare;

import dev.forebay.cli.compare.RowFile.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What two outputs have in common and where they part.
 *
 * <p>Rows are paired in order, or by the value of a column (the second file is then held in memory; of several rows with one
 * value the last counts). Numbers are equal when they are the same double, or differ by no more than the tolerance; of two
 * with as many digits after the point each digit counts, so that decimals and long ids are not rounded. NaN equals NaN, a text
 * of JSON is never a number, and everything else is equal as text.
 */
public final class OutputComparison {
    private static final int MAX_EXAMPLES = 5;

    private final double tolerance;
    private final Map<String, ColumnDifference> columns = new LinkedHashMap<>();
    private final List<Example> examples = new ArrayList<>();
    private long rowsCompared;
    private long rowsDiffering;
    private long onlyInFirst;
    private long onlyInSecond;

    /** One pair of values that differ. */
    public record Example(
            String row,
            String column,
            @Nullable String first,
            @Nullable String second) {}

    /** How one column differs. */
    public static final class ColumnDifference {
        private long rows;
        private double largest;

        /** Rows in which it differs. */
        public long rows() {
            return rows;
        }

        /** The largest difference between two numbers; 0 where none of the values were numbers. */
        public double largest() {
            return largest;
        }
    }

    private OutputComparison(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Compares two files whose format their names tell. */
    public static OutputComparison of(Path first, Path second, @Nullable String by, double tolerance)
            throws IOException {
        OutputComparison comparison = new OutputComparison(tolerance);
        try (RowFile a = RowFile.open(first);
                RowFile b = RowFile.open(second)) {
            if (by == null) {
                comparison.inOrder(a, b);
            } else {
                comparison.byColumn(a, b, by);
            }
        }
        return comparison;
    }

    public boolean isEqual() {
        return rowsDiffering == 0 && onlyInFirst == 0 && onlyInSecond == 0;
    }

    public long rowsCompared() {
        return rowsCompared;
    }

    public long rowsDiffering() {
        return rowsDiffering;
    }

    public long onlyInFirst() {
        return onlyInFirst;
    }

    public long onlyInSecond() {
        return onlyInSecond;
    }

    /** The columns that differ anywhere, in the order in which that was found. */
    public Map<String, ColumnDifference> columns() {
        return Map.copyOf(columns);
    }

    /** The first few differences. */
    public List<Example> examples() {
        return List.copyOf(examples);
    }

    private void inOrder(RowFile a, RowFile b) throws IOException {
        Map<String, Value> left = a.next();
        Map<String, Value> right = b.next();
        while (left != null && right != null) {
            compare("row " + (rowsCompared + 1), left, right);
            left = a.next();
            right = b.next();
        }
        for (; left != null; left = a.next()) {
            onlyInFirst++;
        }
        for (; right != null; right = b.next()) {
            onlyInSecond++;
        }
    }

    private void byColumn(RowFile a, RowFile b, String by) throws IOException {
        Map<@Nullable String, Map<String, Value>> seconds = new LinkedHashMap<>();
        for (Map<String, Value> row = b.next(); row != null; row = b.next()) {
            requireColumn(row, by);
            seconds.put(text(row, by), row);
        }
        for (Map<String, Value> row = a.next(); row != null; row = a.next()) {
            requireColumn(row, by);
            Map<String, Value> other = seconds.remove(text(row, by));
            if (other == null) {
                onlyInFirst++;
            } else {
                compare(by + "=" + text(row, by), row, other);
            }
        }
        onlyInSecond += seconds.size();
    }

    private static void requireColumn(Map<String, Value> row, String by) throws IOException {
        if (!row.containsKey(by)) {
            throw new IOException("there is no column '" + by + "'; columns: " + String.join(", ", row.keySet()));
        }
    }

    private void compare(String name, Map<String, Value> a, Map<String, Value> b) {
        rowsCompared++;
        boolean differs = false;
        List<String> names = new ArrayList<>(a.keySet());
        for (String column : b.keySet()) {
            if (!a.containsKey(column)) {
                names.add(column);
            }
        }
        for (String column : names) {
            Value left = a.get(column);
            Value right = b.get(column);
            if (left != null && right != null && areEqual(left, right)) {
                continue;
            }
            differs = true;
            ColumnDifference difference = columns.computeIfAbsent(column, c -> new ColumnDifference());
            difference.rows++;
            double distance = Math.abs(number(left) - number(right));
            if (distance > difference.largest) {
                difference.largest = distance;
            }
            if (examples.size() < MAX_EXAMPLES) {
                examples.add(new Example(name, column, text(a, column), text(b, column)));
            }
        }
        if (differs) {
            rowsDiffering++;
        }
    }

    private boolean areEqual(Value left, Value right) {
        if (!left.isComparable(right)) {
            return false;
        }
        if (Objects.equals(left.text(), right.text())) {
            return true;
        }
        double a = number(left);
        double b = number(right);
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return false;
        }
        if (tolerance > 0) {
            return Math.abs(a - b) <= tolerance;
        }
        int decimals = decimals(left);
        return Double.compare(a, b) == 0 && (decimals < 0 || decimals != decimals(right));
    }

    /** How many digits a number has after its point; with an exponent none that can be counted, which is -1. */
    private static int decimals(Value value) {
        String text = String.valueOf(value.text());
        if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return -1;
        }
        int point = text.indexOf('.');
        return point < 0 ? 0 : text.length() - point - 1;
    }

    private static double number(@Nullable Value value) {
        String text = value == null || !value.mayBeNumber() ? null : value.text();
        if (text == null || text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static @Nullable String text(Map<String, Value> row, String column) {
        Value value = row.get(column);
        return value == null ? null : value.text();
    }
}
