package dev.forebay.plan.function;

import dev.forebay.plan.function.FunctionDefinition.Example;
import dev.forebay.plan.function.FunctionDefinition.Parameter;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the function tables under construction.
 *
 * <p>Overloads are written {@code "string, long -> string?!"}: {@code ?} for a result that may be null though no argument is,
 * {@code !} for one that may put the row in error, {@code ...} behind a parameter that may be repeated.
 */
final class Entry {
    private final Category category;
    private final String name;
    private final String summary;
    private List<String> aliases = List.of();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<String> overloads = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private boolean strict = true;
    private @Nullable String details;
    private @Nullable String errors;
    private @Nullable String form;

    Entry(Category category, String name, String summary) {
        this.category = category;
        this.name = name;
        this.summary = summary;
    }

    Entry alias(String... names) {
        aliases = List.of(names);
        return this;
    }

    Entry takes(String parameter, String what) {
        parameters.add(new Parameter(parameter, what, null));
        return this;
    }

    Entry constant(String parameter, ConstantRule rule) {
        parameters.add(new Parameter(parameter, rule.expected(), rule));
        return this;
    }

    Entry on(String... signatures) {
        overloads.addAll(List.of(signatures));
        return this;
    }

    /** Null arguments are its own business. */
    Entry seesNulls() {
        strict = false;
        return this;
    }

    Entry details(String text) {
        details = text;
        return this;
    }

    Entry errors(String text) {
        errors = text;
        return this;
    }

    Entry form(String text) {
        form = text;
        return this;
    }

    Entry example(String expression, String result) {
        examples.add(new Example(expression, result));
        return this;
    }

    FunctionDefinition done() {
        List<Signature> signatures = overloads.stream().map(this::signature).toList();
        return new FunctionDefinition(
                name, aliases, category, summary, parameters, details, errors, signatures, form, examples);
    }

    private Signature signature(String text) {
        int arrow = text.indexOf("->");
        String left = text.substring(0, arrow).strip();
        String right = text.substring(arrow + 2).strip();
        boolean variadic = left.endsWith("...");
        String listed = variadic ? left.substring(0, left.length() - 3) : left;
        List<Type.Kind> kinds = listed.isEmpty()
                ? List.of()
                : List.of(listed.split(",", -1)).stream().map(Entry::kind).toList();
        boolean nullable = right.contains("?");
        boolean canFail = right.contains("!");
        return new Signature(
                name, kinds, variadic, kind(right.replace("?", "").replace("!", "")), strict, nullable, canFail);
    }

    private static Type.Kind kind(String text) {
        return Type.Kind.valueOf(text.strip().toUpperCase(Locale.ROOT));
    }
}
