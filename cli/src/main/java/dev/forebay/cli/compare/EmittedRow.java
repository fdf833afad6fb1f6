package dev.forebay.cli.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A row of an output file, to be held against values. */
public final class EmittedRow {
    private final Map<String, RowFile.Value> values;

    private EmittedRow(Map<String, RowFile.Value> values) {
        this.values = values;
    }

    /**
     * The first of the rows that {@code wanted} accepts among those in which a column has a value; empty where it accepts none.
     *
     * @param value as the file has it, without quotes
     */
    public static Optional<EmittedRow> find(Path file, String column, String value, Predicate<EmittedRow> wanted)
            throws IOException {
        try (RowFile rows = open(file, value)) {
            for (Map<String, RowFile.Value> row = rows.next(); row != null; row = rows.next()) {
                RowFile.Value its = row.get(column);
                if (its != null && value.equals(its.text())) {
                    EmittedRow found = new EmittedRow(row);
                    if (wanted.test(found)) {
                        return Optional.of(found);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Of plain lines only those are taken apart that hold the value's text. */
    private static RowFile open(Path file, String value) throws IOException {
        // A text with characters that JSON escapes stands there in another form.
        boolean isPlain = !value.isEmpty()
                && value.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '/');
        String name = file.toString().toLowerCase(Locale.ROOT);
        return isPlain && name.matches(".*\\.(jsonl|ndjson|json)")
                ? RowFile.ofLines(
                        file, new LinesWith(Files.newInputStream(file), value.getBytes(StandardCharsets.US_ASCII)))
                : RowFile.open(file);
    }

    /**
     * Whether a column holds exactly a value.
     *
     * @param text as it would be written; null for null
     * @param isNumber whether it is compared as one, bit by bit
     */
    public boolean holds(String column, @Nullable String text, boolean isNumber) {
        RowFile.Value its = values.get(column);
        String there = its == null ? null : its.text();
        if (text == null || there == null) {
            return text == null && there == null && its != null;
        }
        if (!isNumber || text.equals(there)) {
            return text.equals(there);
        }
        try {
            return Double.doubleToLongBits(Double.parseDouble(text))
                    == Double.doubleToLongBits(Double.parseDouble(there));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What a column holds, as text; null for null and for a column that the row lacks. */
    public @Nullable String text(String column) {
        RowFile.Value its = values.get(column);
        return its == null ? null : its.text();
    }
}
