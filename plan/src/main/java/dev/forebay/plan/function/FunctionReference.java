package dev.forebay.plan.function;

import dev.forebay.plan.function.FunctionDefinition.Example;
import dev.forebay.plan.function.FunctionDefinition.Parameter;
import dev.forebay.types.Type;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The function library as a page of the manual, in Markdown. */
public final class FunctionReference {
    private static final String HEAD = """
            # Functions and operators

            <!-- Written from the function library by FunctionReferenceTest; run it with -Ddocs.update=true after a change. -->

            Expressions are SQL scalar expressions over the columns of one event, and [aggregates](aggregates.md) over windows of
            earlier ones. What holds for all functions:

            - A null argument gives null, unless the entry says otherwise.
            - A `long` or `decimal` is taken where a `double` is asked for, a `long` where a `decimal` is. Texts and numbers are never
              converted into each other without `CAST`.
            - Arithmetic on doubles is IEEE 754, evaluated as written, with the functions of Java's `StrictMath`: the same bits on every
              machine. An argument outside of a function's domain gives NaN, not an error.
            - Texts are counted in code points and compared by code point.
            - Timestamps and dates go from year 0 to 9999; a result outside is an overflow.
            - A text that would grow past 65,536 bytes is a domain error.
            - *Errors* reject the event with the reason that is named: `overflow`, `domain` or `cast`. An error in a branch that is not
              chosen does not count.
            - Time zone rules are those of the Java runtime's tz database.
            - Where *constant* stands, the argument must be a literal, and is checked before any event is read.
            """;

    private FunctionReference() {}

    /** The whole page, lines ended with LF. */
    public static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Category category : Category.values()) {
            page.append("\n## ").append(category.title()).append('\n');
            FunctionLibrary.all().stream()
                    .filter(function -> function.category() == category)
                    .forEach(function -> append(page, function));
        }
        return page.toString();
    }

    private static void append(StringBuilder page, FunctionDefinition function) {
        page.append("\n### `").append(function.name()).append("`\n\n");
        page.append("`").append(function.usage()).append("`: ").append(function.summary());
        if (!function.aliases().isEmpty()) {
            page.append(" Also written `")
                    .append(String.join("`, `", function.aliases()))
                    .append("`.");
        }
        page.append("\n\n");
        appendParameters(page, function.parameters());
        appendTypes(page, function);
        String details = function.details();
        if (details != null) {
            page.append(details).append("\n\n");
        }
        String errors = function.errors();
        if (errors != null) {
            page.append("*Errors*: ").append(errors).append("\n\n");
        }
        page.append("```sql\n");
        for (Example example : function.examples()) {
            page.append(example.expression())
                    .append("  -- ")
                    .append(example.result())
                    .append('\n');
        }
        page.append("```\n");
    }

    private static void appendParameters(StringBuilder page, List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            page.append("- `")
                    .append(parameter.name())
                    .append("`: ")
                    .append(parameter.constant() == null ? "" : "*constant*, ")
                    .append(parameter.summary())
                    .append('\n');
        }
        page.append(parameters.isEmpty() ? "" : "\n");
    }

    private static void appendTypes(StringBuilder page, FunctionDefinition function) {
        if (!function.signatures().isEmpty()) {
            page.append("Types: ")
                    .append(function.signatures().stream()
                            .map(FunctionReference::types)
                            .collect(Collectors.joining(", ", "", ".\n\n")));
        }
    }

    private static String types(Signature signature) {
        String parameters = signature.parameters().stream()
                .map(FunctionReference::name)
                .collect(Collectors.joining(", ", "(", signature.variadic() ? ", ...)" : ")"));
        return "`" + parameters + " → " + name(signature.result()) + "`" + (signature.nullable() ? " or null" : "");
    }

    private static String name(Type.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
