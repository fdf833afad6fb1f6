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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping whose keys have been checked against the key table. Reads the value of each key. */
final class KeyedMapping {
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

    private static String lowerFirst(String sentence) {
        String text = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private void unknown(String name, Span span, Diagnostics into) {
        List<String> notes = new ArrayList<>();
        notes.add("keys here: " + String.join(", ", keys.names()));
        NearestName.of(name, keys.names())
                .ifPresentOrElse(nearest -> notes.add("did you mean '" + nearest + "'?"), () -> elsewhere(name, notes));
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
