package dev.forebay.definition;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.keys.Key;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.keys.Keys;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping whose keys have been checked against the key table. Reads the value of each key. */
final class KeyedMapping {
    /** What other tools call our keys, in lower case and without separators. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("name", "pipeline"),
            Map.entry("version", "forebay"),
            Map.entry("input", "source"),
            Map.entry("sources", "source"),
            Map.entry("columns", "schema"),
            Map.entry("fields", "schema"),
            Map.entry("validations", "checks"),
            Map.entry("rules", "checks"),
            Map.entry("preprocessing", "transforms"),
            Map.entry("sink", "sinks"),
            Map.entry("deadletterqueue", "dead_letters"),
            Map.entry("dlq", "dead_letters"),
            Map.entry("bootstrapservers", "brokers"),
            Map.entry("servers", "brokers"),
            Map.entry("groupid", "group"),
            Map.entry("consumergroup", "group"),
            Map.entry("offset", "start"),
            Map.entry("autooffsetreset", "start"),
            Map.entry("config", "properties"),
            Map.entry("options", "properties"),
            Map.entry("nullable", "optional"),
            Map.entry("required", "optional"),
            Map.entry("minimum", "min"),
            Map.entry("maximum", "max"),
            Map.entry("enum", "in"),
            Map.entry("values", "in"),
            Map.entry("regex", "pattern"),
            Map.entry("minlength", "min_length"),
            Map.entry("maxlength", "max_length"),
            Map.entry("path", "from"),
            Map.entry("comment", "description"),
            Map.entry("doc", "description"),
            Map.entry("condition", "expect"),
            Map.entry("onfailure", "otherwise"),
            Map.entry("action", "otherwise"),
            Map.entry("expr", "sql"),
            Map.entry("expression", "sql"),
            Map.entry("watermark", "lateness"),
            Map.entry("window", "windows"),
            Map.entry("key", "by"),
            Map.entry("keys", "by"),
            Map.entry("groupby", "by"),
            Map.entry("keyby", "by"),
            Map.entry("partitionby", "by"),
            Map.entry("over", "by"),
            Map.entry("length", "last"),
            Map.entry("size", "last"),
            Map.entry("duration", "last"),
            Map.entry("range", "last"),
            Map.entry("within", "last"),
            Map.entry("count", "rows"),
            Map.entry("shift", "delay"),
            Map.entry("lag", "delay"),
            Map.entry("ttl", "idle"),
            Map.entry("expire", "idle"),
            Map.entry("knownat", "known_after"),
            Map.entry("availableafter", "known_after"),
            Map.entry("foreach", "each"),
            Map.entry("repeat", "each"),
            Map.entry("timestamp", "time"),
            Map.entry("transformers", "steps"),
            Map.entry("dir", "directory"),
            Map.entry("inputs", "given"),
            Map.entry("outputs", "expect"));

    private final Keys keys;
    private final String path;
    private final Span place;
    private final Map<String, YamlMapping.Entry> entries = new HashMap<>();

    /**
     * Checks the keys of {@code node}.
     *
     * @param path where it stands, as a message names it; empty for the whole definition
     * @param place the key it is the value of, or its beginning
     */
    KeyedMapping(YamlMapping node, Keys keys, String path, Span place, Diagnostics into) {
        this.keys = keys;
        this.path = path;
        this.place = place;
        Set<YamlMapping.Entry> spoilt = FlowCommas.report(node, into);
        for (YamlMapping.Entry entry : node.entries()) {
            String name = entry.key().text();
            Key key = keys.find(name).orElse(null);
            if (key == null && !spoilt.contains(entry)) {
                unknown(name, entry.key().span(), into);
            } else if (key != null && key.status() == Key.Status.LATER) {
                into.add(
                        DefinitionCode.NOT_YET_AVAILABLE,
                        entry.key().span(),
                        "'" + name + "' is not yet available",
                        "the key is reserved for a later version: " + lowerFirst(key.meaning()));
            } else if (key != null) {
                entries.put(name, entry);
            }
        }
        for (Key key : keys.keys()) {
            if (key.status() == Key.Status.REQUIRED && !entries.containsKey(key.name())) {
                missing(key, into);
            }
        }
        entries.values().removeIf(spoilt::contains);
    }

    /** The first sentence of a meaning, as a note. */
    private static String lowerFirst(String meaning) {
        int stop = meaning.indexOf(". ");
        String sentence = stop < 0 ? meaning : meaning.substring(0, stop);
        String text =
                (sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence).replace('`', '\'');
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private void unknown(String name, Span span, Diagnostics into) {
        List<String> notes = new ArrayList<>();
        notes.add("keys here: " + String.join(", ", keys.names()));
        Optional<String> meant = Optional.ofNullable(
                        ELSEWHERE.get(name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "")))
                .filter(keys.names()::contains)
                .or(() -> NearestName.of(name, keys.names()));
        meant.ifPresentOrElse(nearest -> notes.add("did you mean '" + nearest + "'?"), () -> elsewhere(name, notes));
        into.add(new Diagnostic(
                DefinitionCode.UNKNOWN_KEY,
                span,
                "unknown key '" + Values.shortened(name) + "'" + (path.isEmpty() ? "" : " in '" + path + "'"),
                notes));
    }

    private static void elsewhere(String name, List<String> notes) {
        List<String> places = KeyTable.all().stream()
                .filter(other -> other.names().contains(name))
                .map(other -> other.path().isEmpty() ? "at the top level" : "in " + other.path())
                .toList();
        if (!places.isEmpty()) {
            notes.add("'" + name + "' belongs " + String.join(", or ", places));
        }
    }

    private void missing(Key key, Diagnostics into) {
        String example = key.example();
        into.add(
                DefinitionCode.MISSING_KEY,
                place,
                (path.isEmpty() ? "the definition" : "'" + path + "'") + " needs the key '" + key.name() + "'",
                key.name() + ": " + lowerFirst(key.meaning()),
                example == null
                        ? "its value is " + key.shape().words()
                        : "for example: " + key.name() + ": " + example);
    }

    /** The value of a key; null where it is not written, or not written so that it could be read. */
    @Nullable
    YamlNode get(String key) {
        YamlMapping.Entry entry = entry(key);
        return entry == null ? null : entry.value();
    }

    YamlMapping.@Nullable Entry entry(String key) {
        if (keys.find(key).isEmpty()) {
            throw new IllegalArgumentException("'" + key + "' is not in the key table at '" + keys.path() + "'");
        }
        return entries.get(key);
    }

    /** Where a value of this mapping stands, as a message names it. */
    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Span place() {
        return place;
    }
}
