package dev.forebay.definition.keys;

import java.util.List;
import java.util.Optional;

/**
 * The keys that one mapping may have.
 *
 * @param path where the mapping stands, {@code *} for any name: {@code source.kafka}; empty for the whole definition
 * @param keys in the order in which they are explained
 * @param leastKeys how many of them must be written, whichever they are
 * @param mostKeys how many of them may be written
 */
public record Keys(String path, List<Key> keys, int leastKeys, int mostKeys) {
    public Keys {
        keys = List.copyOf(keys);
    }

    static Keys of(String path, Key... keys) {
        return new Keys(path, List.of(keys), 0, keys.length);
    }

    Keys atLeastOne() {
        return new Keys(path, keys, 1, mostKeys);
    }

    Keys exactlyOne() {
        return new Keys(path, keys, 1, 1);
    }

    public Optional<Key> find(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** The keys that can be written today. */
    public List<String> names() {
        return keys.stream()
                .filter(key -> key.status() != Key.Status.LATER)
                .map(Key::name)
                .toList();
    }
}
