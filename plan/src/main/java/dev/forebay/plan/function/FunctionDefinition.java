package dev.forebay.plan.function;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function, operator or special form of the expression language: its overloads and its reference entry.
 *
 * @param name the name in upper case, or the operator's symbol; what {@link Signature#function} says
 * @param aliases other names it goes by
 * @param category its section in the reference
 * @param summary what it gives, one sentence
 * @param parameters every parameter in order; an overload takes the first of them
 * @param details what else is to be known, exact enough to implement it; null where the summary says all
 * @param errors which rows it puts in error; null where none
 * @param signatures its overloads; empty for a special form, which the resolver turns into other nodes
 * @param form how a special form or operator is written; null for a plain call
 * @param examples checked by tests
 */
public record FunctionDefinition(
        String name,
        List<String> aliases,
        Category category,
        String summary,
        List<Parameter> parameters,
        @Nullable String details,
        @Nullable String errors,
        List<Signature> signatures,
        @Nullable String form,
        List<Example> examples) {

    public FunctionDefinition {
        aliases = List.copyOf(aliases);
        parameters = List.copyOf(parameters);
        signatures = List.copyOf(signatures);
        examples = List.copyOf(examples);
        for (Signature signature : signatures) {
            if (signature.parameters().size() > parameters.size()) {
                throw new IllegalArgumentException(signature + " has a parameter that is not documented");
            }
        }
    }

    /** A parameter: its name, what it is, and what a constant in its place must be; null where any expression will do. */
    public record Parameter(
            String name, String summary, @Nullable ConstantRule constant) {}

    /**
     * An expression over no columns and what it gives.
     *
     * @param expression the expression's text
     * @param result the value as {@code CAST(... AS string)} prints it, texts in single quotes with quotes doubled, {@code NULL}
     *     for null, or {@code error} and the reason's code, such as {@code error overflow}
     */
    public record Example(String expression, String result) {}

    /** Whether it is written {@code NAME(...)} under this name. */
    public boolean isCallableAs(String callName) {
        return form == null || aliases.stream().anyMatch(callName::equalsIgnoreCase);
    }

    /** The fewest arguments that an overload takes. */
    public int leastArguments() {
        return signatures.stream().mapToInt(s -> s.parameters().size()).min().orElse(parameters.size());
    }

    /** How it is written: {@code SUBSTRING(s, start[, length])}. */
    public String usage() {
        if (form != null) {
            return form;
        }
        int least = leastArguments();
        boolean variadic = signatures.stream().anyMatch(Signature::variadic);
        String required =
                parameters.stream().limit(least).map(Parameter::name).collect(Collectors.joining(", ", name + "(", ""));
        StringBuilder usage = new StringBuilder(required);
        for (Parameter parameter : parameters.subList(least, parameters.size())) {
            usage.append(usage.charAt(usage.length() - 1) == '(' ? "[" : "[, ").append(parameter.name());
        }
        usage.append("]".repeat(parameters.size() - least));
        return usage.append(variadic ? ", ...)" : ")").toString();
    }
}
