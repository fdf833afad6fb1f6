package dev.forebay.sklearn;

import dev.forebay.sklearn.diagnostic.RefusedException;
import dev.forebay.sklearn.diagnostic.SklearnCode;
import dev.forebay.sklearn.pickle.NumpyArray;
import dev.forebay.sklearn.pickle.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes of one scikit-learn object, checked as they are taken. Remembers which were asked for. */
final class Attributes {
    private static final String EDITED =
            "the file was not written by scikit-learn, or was damaged; save the transform again";

    private final String owner;
    private final Value.Dict state;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param owner what messages call the object, such as {@code StandardScaler} */
    Attributes(String owner, Value.Dict state) {
        this.owner = owner;
        this.state = state;
    }

    /** What messages call the object. */
    String owner() {
        return owner;
    }

    /** A flag that must be there. */
    boolean flag(String name) throws RefusedException {
        Value value = find(name).orElse(null);
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        throw inconsistent("has " + kind(value) + " for '" + name + "' instead of True or False");
    }

    /** A number of columns. */
    OptionalInt count(String name) throws RefusedException {
        Value value = present(name).orElse(null);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value instanceof Value.Int number && number.value() > 0 && number.value() <= Integer.MAX_VALUE) {
            return OptionalInt.of((int) number.value());
        }
        throw inconsistent("has " + kind(value) + " for '" + name + "' instead of a number of columns");
    }

    Optional<String> text(String name) {
        return find(name).filter(Value.Text.class::isInstance).map(v -> ((Value.Text) v).value());
    }

    /** A row of floating-point numbers; null where there is none, or {@code None}. */
    @Nullable
    List<Double> numbers(String name) throws RefusedException {
        Value value = present(name).orElse(null);
        if (value == null) {
            return null;
        }
        NumpyArray array = row(name, value);
        if (!array.isFloat()) {
            throw inconsistent("has an array for '" + name + "' that is not of floating-point numbers");
        }
        List<Double> numbers = new ArrayList<>(array.size());
        for (Value element : array.elements()) {
            numbers.add(((Value.Real) element).value());
        }
        return numbers;
    }

    /** A row of strings; empty where there is none. */
    List<String> names(String name) throws RefusedException {
        Value value = present(name).orElse(null);
        if (value == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Value element : row(name, value).elements()) {
            if (!(element instanceof Value.Text text)) {
                throw inconsistent("has " + kind(element) + " in '" + name + "' instead of the name of a column");
            }
            names.add(text.value());
        }
        return names;
    }

    private NumpyArray row(String name, Value value) throws RefusedException {
        if (value instanceof Value.Array array && array.content().dimensions() == 1) {
            return array.content();
        }
        throw inconsistent("has " + kind(value) + " for '" + name + "' instead of an array of one dimension");
    }

    /** The attributes that nobody asked for, in the order of the file. */
    List<String> unasked() {
        return state.names().stream().filter(name -> !asked.contains(name)).toList();
    }

    RefusedException inconsistent(String message) {
        return new RefusedException(SklearnCode.INCONSISTENT_STATE, "its " + owner + " " + message, EDITED);
    }

    /** A flag; {@code otherwise} where the file has none, as those of older versions. */
    boolean flag(String name, boolean otherwise) throws RefusedException {
        return find(name).isEmpty() ? otherwise : flag(name);
    }

    /** A text that must be there. */
    String requiredText(String name) throws RefusedException {
        return text(name).orElseThrow(() -> inconsistent("has no text for '" + name + "'"));
    }

    /** Numbers that must be there: what a transform that was fitted has. */
    List<Double> requiredNumbers(String name) throws RefusedException {
        List<Double> numbers = numbers(name);
        if (numbers == null) {
            throw notFitted(name);
        }
        return numbers;
    }

    private RefusedException notFitted(String name) {
        return new RefusedException(
                SklearnCode.NOT_FITTED,
                "holds a " + owner + " that was never fitted: it has no " + name,
                "fit it before it is saved: transformer.fit(training_data)");
    }

    /** How many columns it was fitted on; must be there. */
    int features() throws RefusedException {
        return count("n_features_in_").orElseThrow(() -> notFitted("n_features_in_"));
    }

    /** Any number, be it numpy's or Python's. */
    double number(String name) throws RefusedException {
        Value value = find(name).orElse(null);
        if (value instanceof Value.Real real) {
            return real.value();
        }
        if (value instanceof Value.Int whole) {
            return whole.value();
        }
        throw inconsistent("has " + kind(value) + " for '" + name + "' instead of a number");
    }

    /** A list, tuple or array of one dimension, item by item; must be there. */
    List<Value> items(String name) throws RefusedException {
        Value value = present(name).orElseThrow(() -> notFitted(name));
        if (value instanceof Value.Items items) {
            return items.items();
        }
        return row(name, value).elements();
    }

    /** What is there, be it None; empty where there is nothing. */
    Optional<Value> value(String name) {
        return find(name);
    }

    /** The columns of an array of two dimensions. */
    List<List<Double>> columns(String name) throws RefusedException {
        Value value = present(name).orElseThrow(() -> notFitted(name));
        if (!(value instanceof Value.Array array) || array.content().dimensions() != 2) {
            throw inconsistent("has " + kind(value) + " for '" + name + "' instead of an array of two dimensions");
        }
        NumpyArray content = array.content();
        List<Value> elements = content.elements();
        List<List<Double>> columns = new ArrayList<>();
        int width = content.length(1);
        for (int column = 0; column < width; column++) {
            List<Double> numbers = new ArrayList<>();
            for (int at = column; at < elements.size(); at += width) {
                numbers.add(real(name, elements.get(at)));
            }
            columns.add(numbers);
        }
        return columns;
    }

    /** An element as a floating-point number. */
    double real(String name, Value value) throws RefusedException {
        if (value instanceof Value.Real real) {
            return real.value();
        }
        if (value instanceof Value.Int whole) {
            return whole.value();
        }
        throw inconsistent("has " + value.kind() + " in '" + name + "' instead of a number");
    }

    private Optional<Value> present(String name) {
        return find(name).filter(value -> value != Value.None.NONE);
    }

    private Optional<Value> find(String name) {
        asked.add(name);
        return state.get(name);
    }

    private static String kind(@Nullable Value value) {
        return value == null ? "nothing" : value.kind();
    }
}
