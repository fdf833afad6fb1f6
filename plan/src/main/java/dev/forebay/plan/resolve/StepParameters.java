package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.definition.Parameter;
import dev.forebay.definition.Scalar;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of one step as values of their kinds; what is of another kind is told, and read as the default. */
final class StepParameters {
    private final Definition.TransformStep step;
    private final Diagnostics into;

    StepParameters(Definition.TransformStep step, Diagnostics into) {
        this.step = step;
        this.into = into;
    }

    @Nullable
    Parameter get(String name) {
        for (Map.Entry<Located<String>, Parameter> parameter : step.parameters().entrySet()) {
            if (parameter.getKey().value().equals(name)) {
                return parameter.getValue();
            }
        }
        return null;
    }

    void wrong(String name, Parameter found, String expected, String... notes) {
        into.add(
                PlanCode.TRANSFORMER_PARAMETER,
                found.span(),
                "'" + name + "' of " + step.transformer().value() + " is " + expected + ", found '" + found.text()
                        + "'",
                notes);
    }

    boolean truth(String name, boolean otherwise) {
        Parameter found = get(name);
        if (found == null) {
            return otherwise;
        }
        if (!found.is(Scalar.Kind.BOOLEAN)) {
            wrong(name, found, "true or false");
            return otherwise;
        }
        return found.text().equals("true");
    }

    private static boolean isNull(@Nullable Parameter found) {
        return found == null || found.is(Scalar.Kind.NULL);
    }

    boolean isWritten(String name) {
        return !isNull(get(name));
    }

    int whole(String name, int otherwise, int least) {
        Parameter found = get(name);
        if (found == null) {
            return otherwise;
        }
        Integer read = found.isList() ? null : whole(found.values().get(0));
        if (read == null || read < least) {
            wrong(name, found, "a whole number of at least " + least);
            return otherwise;
        }
        return read;
    }

    static @Nullable Integer whole(Scalar scalar) {
        try {
            return scalar.kind() == Scalar.Kind.INTEGER ? Integer.valueOf(scalar.text()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Double real(Scalar scalar) {
        if (scalar.kind() != Scalar.Kind.INTEGER && scalar.kind() != Scalar.Kind.FLOAT) {
            return null;
        }
        return switch (scalar.text().toLowerCase(Locale.ROOT)) {
            case ".nan" -> Double.NaN;
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> parsed(scalar.text());
        };
    }

    private static @Nullable Double parsed(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            // 0x1F and 0o17 are whole numbers in YAML.
            return null;
        }
    }

    double real(String name, double otherwise) {
        Parameter found = get(name);
        if (found == null) {
            return otherwise;
        }
        Double read = found.isList() ? null : real(found.values().get(0));
        if (read == null) {
            wrong(name, found, "a number");
            return otherwise;
        }
        return read;
    }

    /** Two numbers, the first below the second. */
    double[] pair(String name, double low, double high) {
        Parameter found = get(name);
        if (found == null) {
            return new double[] {low, high};
        }
        Double first = found.isList() && found.values().size() == 2
                ? real(found.values().get(0))
                : null;
        Double second = first == null ? null : real(found.values().get(1));
        if (first == null || second == null || !(first < second)) {
            wrong(name, found, "two numbers, the first below the second, such as [0, 1]");
            return new double[] {low, high};
        }
        return new double[] {first, second};
    }

    /** One of the constants by name. */
    <E extends Enum<E>> E word(String name, E otherwise, E[] constants) {
        return word(name, otherwise, constants, '_');
    }

    /** One of the constants by name, with {@code between} for {@code _}. */
    <E extends Enum<E>> E word(String name, E otherwise, E[] constants, char between) {
        Parameter found = get(name);
        if (found == null) {
            return otherwise;
        }
        List<String> words = new ArrayList<>();
        for (E constant : constants) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', between);
            if (!found.isList() && word.equals(found.text())) {
                return constant;
            }
            words.add(word);
        }
        List<String> notes = new ArrayList<>();
        NearestName.of(found.text(), words).ifPresent(near -> notes.add("did you mean " + near + "?"));
        wrong(name, found, "one of " + String.join(", ", words), notes.toArray(String[]::new));
        return otherwise;
    }

    /** A parameter of which only some values are built. */
    void only(String name, List<String> allowed, String... notes) {
        Parameter found = get(name);
        boolean isNull = found != null && found.is(Scalar.Kind.NULL) && allowed.contains("null");
        if (found != null && !isNull && (found.isList() || !allowed.contains(found.text()))) {
            wrong(name, found, Wording.either(allowed) + " here", notes);
        }
    }

    Optional<Scalar> scalar(String name) {
        Parameter found = get(name);
        if (found == null) {
            return Optional.empty();
        }
        if (found.isList()) {
            wrong(name, found, "a single value");
            return Optional.empty();
        }
        return Optional.of(found.values().get(0));
    }

    /** A text, or its default; quotes make no difference. */
    String text(String name, String otherwise) {
        return scalar(name)
                .filter(found -> found.kind() != Scalar.Kind.NULL)
                .map(Scalar::text)
                .orElse(otherwise);
    }
}
