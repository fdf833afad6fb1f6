package dev.forebay.engine.fit;

import dev.forebay.plan.fitted.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A column of history, all rows of it, in the order in which events were processed. */
public sealed interface FitColumn {

    /** How many rows. */
    int rows();

    /** Whether a row has no value. */
    boolean isMissing(int row);

    /** What numbers were before they were doubles: categories show it. */
    enum Kind {
        REAL,
        WHOLE,
        TRUTH
    }

    /**
     * Numbers.
     *
     * @param values NaN where there is none; not copied, not changed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Numbers(double[] values, Kind kind) implements FitColumn {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }
    }

    /**
     * Texts, each different one once.
     *
     * @param codes the place of each row's text among {@code texts}; -1 where there is none; not copied, not changed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Texts(int[] codes, List<String> texts) implements FitColumn {
        public Texts {
            texts = List.copyOf(texts);
        }

        /** Texts of rows, null for none. */
        public static Texts of(List<String> rows) {
            Map<String, Integer> places = new HashMap<>();
            List<String> texts = new ArrayList<>();
            int[] codes = new int[rows.size()];
            for (int i = 0; i < codes.length; i++) {
                String row = rows.get(i);
                codes[i] = row == null
                        ? -1
                        : places.computeIfAbsent(row, text -> {
                            texts.add(text);
                            return texts.size() - 1;
                        });
            }
            return new Texts(codes, texts);
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean isMissing(int row) {
            return codes[row] < 0;
        }
    }

    /** The number as a category; whole numbers of a column that has a missing one are real, as they are in a data frame. */
    static Category category(double value, Kind kind) {
        return switch (kind) {
            case WHOLE -> new Category.Whole((long) value);
            case TRUTH -> new Category.Truth(value != 0);
            case REAL -> new Category.Real(value);
        };
    }
}
