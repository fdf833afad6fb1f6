package dev.forebay.plan.function;

import dev.forebay.types.Type;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One overload of a function or operator: what an engine must implement.
 *
 * @param function the function's name in upper case, or the operator's symbol ({@code +}, {@code =}, {@code NOT}, {@code LIKE})
 * @param parameters the kinds of its arguments
 * @param variadic whether the last parameter may be repeated (it then stands for one or more)
 * @param result the kind of its result
 * @param strict whether any null argument makes the result null without the function being asked
 * @param nullable whether the result may be null though no argument is
 * @param canFail whether it may put a row in error (overflow, an argument outside of its domain)
 */
public record Signature(
        String function,
        List<Type.Kind> parameters,
        boolean variadic,
        Type.Kind result,
        boolean strict,
        boolean nullable,
        boolean canFail) {

    public Signature {
        parameters = List.copyOf(parameters);
        if (variadic && parameters.isEmpty()) {
            throw new IllegalArgumentException(function + ": variadic without a parameter");
        }
    }

    /** {@code LN(double)}: unique in the library, stable; what implementations are registered under. */
    public String id() {
        return function
                + parameters.stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(",", "(", variadic ? "...)" : ")"));
    }

    @Override
    public String toString() {
        return id();
    }
}
