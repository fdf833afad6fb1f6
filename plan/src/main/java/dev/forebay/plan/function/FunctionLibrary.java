package dev.forebay.plan.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every function, operator and special form of the expression language.
 *
 * <p>Rules that hold for all: a null argument gives null unless the entry says otherwise; {@code long} and {@code decimal} are
 * taken where {@code double} is asked for, {@code long} where {@code decimal} is; texts are counted in code points and compared
 * by code point; doubles are IEEE's with {@link StrictMath}'s functions, evaluated as written, and an argument outside of a
 * double function's domain gives NaN; a timestamp or date outside of the years 0 to 9999 is an overflow. A text that
 * grows past 65,536 bytes of UTF-8 is a domain error.
 */
public final class FunctionLibrary {
    private static final List<FunctionDefinition> ALL = collect();
    private static final Map<String, FunctionDefinition> BY_NAME = index(ALL);

    private FunctionLibrary() {}

    /** All of them, by category and then as the reference lists them. */
    public static List<FunctionDefinition> all() {
        return ALL;
    }

    /** The one of that name or alias, in any case. */
    public static Optional<FunctionDefinition> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
    }

    private static List<FunctionDefinition> collect() {
        List<FunctionDefinition> all = new ArrayList<>();
        for (List<Entry> entries : List.of(
                Operators.ENTRIES,
                ConditionalFunctions.ENTRIES,
                MathFunctions.ENTRIES,
                CyclicalFunctions.ENTRIES,
                TextFunctions.ENTRIES,
                MatchingFunctions.ENTRIES,
                TimeFunctions.ENTRIES,
                GeoFunctions.ENTRIES,
                HashFunctions.ENTRIES,
                NetworkFunctions.ENTRIES)) {
            entries.forEach(entry -> all.add(entry.done()));
        }
        return List.copyOf(all);
    }

    private static Map<String, FunctionDefinition> index(List<FunctionDefinition> all) {
        Map<String, FunctionDefinition> byName = new HashMap<>();
        for (FunctionDefinition definition : all) {
            put(byName, definition.name(), definition);
            definition.aliases().forEach(alias -> put(byName, alias, definition));
        }
        return byName;
    }

    private static void put(Map<String, FunctionDefinition> byName, String name, FunctionDefinition definition) {
        if (byName.put(name, definition) != null) {
            throw new IllegalStateException("two functions named " + name);
        }
    }
}
