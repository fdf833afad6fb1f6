package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.keys.Key;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.keys.Keys;
import dev.forebay.types.diagnostic.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The parser reads every key of the table: a value that is wrong under any key is found. */
class KeysAreReadTest {
    /** For each mapping of the table, a definition in which %s stands for the mapping's keys. */
    private static final Map<String, String> PLACES = new LinkedHashMap<>();

    static {
        PLACES.put("", "%s\n");
        for (String section : List.of("source", "event", "output", "dead_letters", "state")) {
            PLACES.put(section, section + ": {%s}\n");
        }
        PLACES.put("source.kafka", "source: {kafka: {%s}}\n");
        PLACES.put("event.duplicates", "event: {duplicates: {%s}}\n");
        PLACES.put("event.duplicates.reject", "event: {duplicates: {reject: {%s}}}\n");
        PLACES.put("dead_letters.kafka", "dead_letters: {kafka: {%s}}\n");
        PLACES.put("sinks[]", "sinks: [{%s}]\n");
        PLACES.put("sinks[].kafka", "sinks: [{kafka: {%s}}]\n");
        PLACES.put("model", "model: {%s}\n");
        for (String section : List.of("schema", "checks", "windows", "features", "transforms", "tests")) {
            PLACES.put(section + ".*", section + ": {x: {%s}}\n");
        }
    }

    @Test
    void everyMapping_ofTheTable_hasAPlace() {
        assertThat(KeyTable.all().stream().map(Keys::path)).containsExactlyInAnyOrderElementsOf(PLACES.keySet());
    }

    @Test
    void everyKey_withAWrongValue_isFound() {
        for (Keys keys : KeyTable.all()) {
            for (Key key : keys.keys()) {
                String others = keys.path().equals("sinks[]") && !key.name().equals("kafka")
                        ? "kafka: {topic: t}, "
                        : keys.path().equals("model") && !key.name().equals("onnx") ? "onnx: fraud.onnx, " : "";
                String place = Objects.requireNonNull(PLACES.get(keys.path()));
                String text = place.formatted(others + key.name() + ": [[{wrong: 1}]]");
                int value = text.indexOf("[[{wrong");
                assertThat(TestFiles.parse("wrong", text, Map.of()).diagnostics())
                        .as("%s in %s", key.name(), text)
                        .anyMatch(found -> isAbout(found, key, value, text));
            }
        }
    }

    private static boolean isAbout(Diagnostic found, Key key, int value, String text) {
        int start = Objects.requireNonNull(found.span()).start();
        return key.status() == Key.Status.LATER
                ? found.code() == DefinitionCode.NOT_YET_AVAILABLE && text.startsWith(key.name(), start)
                : found.code() == DefinitionCode.WRONG_SHAPE && start >= value;
    }
}
