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
            "the file was not written by scikit-learn, or was damaged; save the scaler again";

    private final Value.Dict state;
    private final Set<String> asked = new LinkedHashSet<>();

    Attributes(Value.Dict state) {
        this.state = state;
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

    private static NumpyArray row(String name, Value value) throws RefusedException {
        if (value instanceof Value.Array array && array.content().dimensions() == 1) {
            return array.content();
        }
        throw inconsistent("has " + kind(value) + " for '" + name + "' instead of an array of one dimension");
    }

    /** The attributes that nobody asked for, in the order of the file. */
    List<String> unasked() {
        return state.names().stream().filter(name -> !asked.contains(name)).toList();
    }

    static RefusedException inconsistent(String message) {
        return new RefusedException(SklearnCode.INCONSISTENT_STATE, "its StandardScaler " + message, EDITED);
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
