package dev.forebay.plan.stored;

import dev.forebay.plan.fitted.Category;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An object that is read, key by key; {@link #end} refuses keys that nobody asked for. */
final class Fields {
    private final Json.Struct struct;
    private final String what;
    private final List<String> asked = new ArrayList<>();

    private Fields(Json.Struct struct, String what) {
        this.struct = struct;
        this.what = what;
    }

    /** @param what what the object is, for messages */
    static Fields of(Json value, String what) throws MalformedStateException {
        if (value instanceof Json.Struct struct) {
            return new Fields(struct, what);
        }
        throw wrong(value, what + " is an object");
    }

    /** Reads one of several values. */
    interface Reader<T> {
        T read(Json value) throws MalformedStateException;
    }

    static MalformedStateException wrong(Json value, String expected) {
        return new MalformedStateException(StoredCode.WRONG_VALUE, value.span(), expected + ", found " + value.kind());
    }

    Json.Struct struct() {
        return struct;
    }

    Json get(String key) throws MalformedStateException {
        asked.add(key);
        return struct.get(key)
                .orElseThrow(() -> new MalformedStateException(
                        StoredCode.KEY_MISSING, struct.span(), what + " has no '" + key + "'"));
    }

    void end() throws MalformedStateException {
        for (Json.Member member : struct.members()) {
            if (!asked.contains(member.key())) {
                List<String> notes = new ArrayList<>(List.of("its keys: " + String.join(", ", asked)));
                NearestName.of(member.key(), asked).ifPresent(near -> notes.add("did you mean '" + near + "'?"));
                throw new MalformedStateException(
                        StoredCode.KEY_UNKNOWN,
                        member.span(),
                        what + " has no key '" + member.key() + "'",
                        notes.toArray(String[]::new));
            }
        }
    }

    String text(String key) throws MalformedStateException {
        return text(get(key), "'" + key + "'");
    }

    private static String text(Json value, String name) throws MalformedStateException {
        if (value instanceof Json.Text text) {
            return text.text();
        }
        throw wrong(value, name + " is a text");
    }

    boolean truth(String key) throws MalformedStateException {
        if (get(key) instanceof Json.Truth truth) {
            return truth.value();
        }
        throw wrong(get(key), "'" + key + "' is true or false");
    }

    int whole(String key) throws MalformedStateException {
        return whole(get(key), "'" + key + "'");
    }

    private static int whole(Json value, String name) throws MalformedStateException {
        if (value instanceof Json.Numeral number && number.isWhole()) {
            try {
                return Integer.parseInt(number.text());
            } catch (NumberFormatException e) {
                throw wrong(value, name + " is a whole number of 32 bits");
            }
        }
        throw wrong(value, name + " is a whole number");
    }

    double real(String key) throws MalformedStateException {
        return real(get(key));
    }

    static double real(Json value) throws MalformedStateException {
        if (value instanceof Json.Numeral number) {
            double read = Double.parseDouble(number.text());
            if (!Double.isInfinite(read)) {
                return read;
            }
        }
        if (value instanceof Json.Text text) {
            Double named = switch (text.text()) {
                case "nan" -> Double.NaN;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> null;
            };
            if (named != null) {
                return named;
            }
        }
        throw wrong(value, "here stands a number that a double holds, or \"nan\", \"inf\", \"-inf\"");
    }

    List<Double> reals(String key) throws MalformedStateException {
        return each(key, Fields::real);
    }

    @Nullable
    List<Double> realsIfAny(String key) throws MalformedStateException {
        return get(key) instanceof Json.Nothing ? null : reals(key);
    }

    List<Integer> wholes(String key) throws MalformedStateException {
        return each(key, value -> whole(value, "an item of '" + key + "'"));
    }

    <T> List<T> each(String key, Reader<T> reader) throws MalformedStateException {
        return list(get(key), "'" + key + "'", reader);
    }

    static <T> List<T> list(Json value, String name, Reader<T> reader) throws MalformedStateException {
        if (!(value instanceof Json.Items items)) {
            throw wrong(value, name + " is an array");
        }
        List<T> read = new ArrayList<>();
        for (Json item : items.items()) {
            read.add(reader.read(item));
        }
        return read;
    }

    <E extends Enum<E>> E word(String key, E[] constants) throws MalformedStateException {
        String written = text(key);
        List<String> words = new ArrayList<>();
        for (E constant : constants) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(written)) {
                return constant;
            }
            words.add(word);
        }
        throw wrong(get(key), "'" + key + "' is one of " + String.join(", ", words));
    }

    static Category category(Json value) throws MalformedStateException {
        if (value instanceof Json.Text text) {
            return new Category.Text(text.text());
        }
        if (value instanceof Json.Truth truth) {
            return new Category.Truth(truth.value());
        }
        if (value instanceof Json.Nothing) {
            return Category.Missing.NONE;
        }
        if (value instanceof Json.Numeral number) {
            return number.isWhole() ? wholeCategory(number) : new Category.Real(real(value));
        }
        Fields fields = of(value, "a category");
        if (fields.struct.get("missing").isPresent()) {
            if (!fields.text("missing").equals("nan")) {
                throw wrong(fields.get("missing"), "'missing' is nan");
            }
            fields.end();
            return Category.Missing.NAN;
        }
        double real = fields.real("real");
        fields.end();
        if (Double.isNaN(real)) {
            throw wrong(fields.get("real"), "NaN is {\"missing\": \"nan\"}");
        }
        return new Category.Real(real);
    }

    private static Category wholeCategory(Json.Numeral number) throws MalformedStateException {
        try {
            return new Category.Whole(Long.parseLong(number.text()));
        } catch (NumberFormatException e) {
            throw wrong(number, "a category without a point is a whole number of 64 bits");
        }
    }
}
