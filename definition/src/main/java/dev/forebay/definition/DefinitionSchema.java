package dev.forebay.definition;

import dev.forebay.definition.keys.SchemaWriter;

/** The JSON Schema of definitions, for editors: written from the same table of keys that the parser checks against. */
public final class DefinitionSchema {
    private DefinitionSchema() {}

    /** The schema (draft 2020-12), indented, ended by a line feed. The same text every time. */
    public static String json() {
        return SchemaWriter.json();
    }
}
