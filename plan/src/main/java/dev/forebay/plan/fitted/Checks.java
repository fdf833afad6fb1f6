package dev.forebay.plan.fitted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the records of fitted state require of their parts. */
final class Checks {
    private Checks() {}

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** A copy of {@code values}, which are one a column. */
    static <T> List<T> each(String what, List<T> values, int features) {
        require(values.size() == features, what + " has " + values.size() + " values for " + features + " columns");
        return List.copyOf(values);
    }

    /** The same, where there may be none; not where they are {@code needed}. */
    static @Nullable List<Double> eachIfAny(String what, @Nullable List<Double> values, int features, boolean needed) {
        require(values != null || !needed, "without " + what);
        return values == null ? null : each(what, values, features);
    }

    static int positive(String what, int number) {
        require(number >= 1, what + " is " + number);
        return number;
    }

    static List<BlockColumn> numbers(String transformer, List<BlockColumn> inputs) throws UnfitInputException {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).kind() == BlockColumn.Kind.TEXTS) {
                throw new UnfitInputException(i, transformer + " takes numbers");
            }
        }
        return inputs;
    }
}
