package dev.forebay.plan.stored;

import dev.forebay.plan.fitted.Category;
import dev.forebay.types.text.DoubleWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object to be written, member by member. */
final class Members {
    private final List<Json.Member> members = new ArrayList<>();

    static final Json NULL = new Json.Nothing(null);

    Members put(String key, Json value) {
        members.add(new Json.Member(key, value, null));
        return this;
    }

    Members put(String key, String text) {
        return put(key, text(text));
    }

    Members put(String key, boolean value) {
        return put(key, new Json.Truth(value, null));
    }

    Members put(String key, long value) {
        return put(key, whole(value));
    }

    Members put(String key, double value) {
        return put(key, real(value));
    }

    /** The constant's name in lower case. */
    Members put(String key, Enum<?> value) {
        return put(key, word(value));
    }

    Members reals(String key, @Nullable List<Double> values) {
        return put(key, values == null ? NULL : list(values, Members::real));
    }

    Members wholes(String key, List<Integer> values) {
        return put(key, list(values, value -> whole(value)));
    }

    <T> Members each(String key, List<T> values, Function<T, Json> as) {
        return put(key, list(values, as));
    }

    Json.Struct end() {
        return new Json.Struct(members, null);
    }

    static <T> Json list(List<T> values, Function<T, Json> as) {
        return new Json.Items(values.stream().map(as).toList(), null);
    }

    static Json text(String text) {
        return new Json.Text(text, null);
    }

    static Json whole(long value) {
        return new Json.Numeral(Long.toString(value), null);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Shortest of those that read back to the same bits; JSON has no word for what is not finite. */
    static Json real(double value) {
        if (Double.isNaN(value)) {
            return text("nan");
        }
        if (Double.isInfinite(value)) {
            return text(value > 0 ? "inf" : "-inf");
        }
        byte[] digits = new byte[DoubleWriter.ROOM];
        int length = DoubleWriter.write(digits, 0, value);
        return new Json.Numeral(new String(digits, 0, length, StandardCharsets.US_ASCII), null);
    }

    /**
     * A text is a text, a whole number has no point and a real one has; null is Python's {@code None}. What JSON has no word for is an
     * object.
     */
    static Json category(Category category) {
        if (category instanceof Category.Text text) {
            return text(text.value());
        }
        if (category instanceof Category.Whole whole) {
            return whole(whole.value());
        }
        if (category instanceof Category.Truth truth) {
            return new Json.Truth(truth.value(), null);
        }
        if (category instanceof Category.Real real) {
            return Double.isInfinite(real.value())
                    ? new Members().put("real", real(real.value())).end()
                    : real(real.value());
        }
        return category == Category.Missing.NONE
                ? NULL
                : new Members().put("missing", "nan").end();
    }
}
