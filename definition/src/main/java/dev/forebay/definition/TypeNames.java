package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads type names, and knows what other languages call the types. */
final class TypeNames {
    private static final List<String> NAMES = List.of("boolean", "long", "double", "string", "timestamp", "date");

    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("bool", "boolean"),
            Map.entry("int", "long"),
            Map.entry("int32", "long"),
            Map.entry("int64", "long"),
            Map.entry("integer", "long"),
            Map.entry("bigint", "long"),
            Map.entry("smallint", "long"),
            Map.entry("short", "long"),
            Map.entry("float", "double"),
            Map.entry("float32", "double"),
            Map.entry("float64", "double"),
            Map.entry("real", "double"),
            Map.entry("number", "double"),
            Map.entry("numeric", "decimal(12,2)"),
            Map.entry("decimal", "decimal(12,2)"),
            Map.entry("str", "string"),
            Map.entry("text", "string"),
            Map.entry("varchar", "string"),
            Map.entry("char", "string"),
            Map.entry("object", "string"),
            Map.entry("category", "string"),
            Map.entry("uuid", "string"),
            Map.entry("datetime", "timestamp"),
            Map.entry("datetime64", "timestamp"),
            Map.entry("timestamptz", "timestamp"),
            Map.entry("instant", "timestamp"));

    private TypeNames() {}

    static @Nullable Located<Type> type(Located<String> text, Diagnostics into) {
        Optional<Type> type = Type.parse(text.value());
        if (type.isPresent()) {
            return new Located<>(type.get(), text.span());
        }
        String name = text.value().toLowerCase(Locale.ROOT).strip();
        if (name.startsWith("list<") || name.startsWith("map<")) {
            into.add(
                    DefinitionCode.NOT_YET_AVAILABLE,
                    text.span(),
                    "the type '" + Values.shortened(text.value()) + "' is not yet available",
                    "lists and maps are reserved for a later version");
            return null;
        }
        List<String> notes = new ArrayList<>();
        notes.add(
                name.startsWith("decimal(")
                        ? "decimal(p,s) has p digits, 1 to " + Type.MAX_PRECISION
                                + ", and s of them after the point, 0 to p"
                        : "types: boolean, long, double, decimal(p,s), string, timestamp, date");
        nearest(name).ifPresent(notes::add);
        into.add(new Diagnostic(
                DefinitionCode.UNKNOWN_TYPE,
                text.span(),
                "unknown type '" + Values.shortened(text.value()) + "'",
                notes));
        return null;
    }

    private static Optional<String> nearest(String name) {
        String base = name.replaceAll("\\(.*", "");
        if (base.equals("decimal")) {
            return Optional.of("for example: decimal(12,2)");
        }
        String meant = NAMES.contains(base) ? base : ELSEWHERE.get(base);
        return Optional.ofNullable(meant)
                .or(() -> NearestName.of(name, NAMES))
                .map(found -> "did you mean '" + found + "'?");
    }
}
