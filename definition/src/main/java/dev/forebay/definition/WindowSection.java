package dev.forebay.definition;

import dev.forebay.definition.Definition.Window;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlList;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code windows}. */
final class WindowSection {
    private static final long MOST_ROWS = 1_000_000;

    private final Values values;

    WindowSection(Values values) {
        this.values = values;
    }

    List<Window> windows(KeyedMapping definition) {
        List<Window> windows = new ArrayList<>();
        values.named(definition, "windows", "names of windows to their keys and lengths", (name, node) -> {
            KeyedMapping window = values.mapping(node, KeyTable.WINDOW, "windows." + name.value(), name.span());
            if (window != null) {
                windows.add(window(name, window));
            }
        });
        return windows;
    }

    private Window window(Located<String> name, KeyedMapping window) {
        YamlNode last = window.get("last");
        return new Window(
                name,
                by(window),
                last(window),
                last instanceof YamlList || last instanceof YamlMapping,
                rows(window),
                values.duration(window, "delay"),
                excludesCurrent(window),
                values.duration(window, "idle"));
    }

    private List<Located<String>> by(KeyedMapping window) {
        YamlMapping.Entry entry = window.entry("by");
        if (entry == null) {
            return List.of();
        }
        if (entry.value() instanceof YamlScalar) {
            Located<String> column = values.name(window, "by");
            return column == null ? List.of() : List.of(column);
        }
        if (entry.value() instanceof YamlMapping mapping) {
            values.wrongShape(mapping, entry.key().span(), window.pathOf("by"), "a column, or a list of columns");
            return List.of();
        }
        List<Located<String>> columns = values.names(window, "by");
        if (columns != null && columns.isEmpty()) {
            values.wrongShape(entry.value(), entry.key().span(), window.pathOf("by"), "at least one column");
        }
        return columns == null ? List.of() : columns;
    }

    private List<Window.Length> last(KeyedMapping window) {
        YamlMapping.Entry entry = window.entry("last");
        List<Window.Length> lengths = new ArrayList<>();
        if (entry == null) {
            return lengths;
        }
        String path = window.pathOf("last");
        if (entry.value() instanceof YamlMapping mapping) {
            values.named(
                    window,
                    "last",
                    "suffixes to durations",
                    (suffix, node) -> add(suffix, node, path + "." + suffix.value(), lengths));
            atLeastOne(mapping.entries(), entry, path);
        } else if (entry.value() instanceof YamlList list) {
            list.items().forEach(node -> add(null, node, path, lengths));
            atLeastOne(list.items(), entry, path);
        } else {
            add(null, entry.value(), path, lengths);
        }
        return lengths;
    }

    private void atLeastOne(List<?> items, YamlMapping.Entry entry, String path) {
        if (items.isEmpty()) {
            values.wrongShape(entry.value(), entry.key().span(), path, "at least one duration");
        }
    }

    private void add(@Nullable Located<String> suffix, YamlNode node, String path, List<Window.Length> into) {
        Located<String> text = values.text(node, path, suffix == null ? node.span() : suffix.span());
        Located<Duration> duration = text == null ? null : Quantities.duration(text, path, values.diagnostics());
        if (text != null && duration != null) {
            into.add(new Window.Length(suffix == null ? text : suffix, duration));
        }
    }

    private @Nullable Located<Long> rows(KeyedMapping window) {
        OperationalText text = values.logical(values.text(window, "rows"));
        Long rows = values.integer(text, window.pathOf("rows"), 1, MOST_ROWS);
        return text == null || rows == null ? null : new Located<>(rows, text.span());
    }

    private @Nullable Located<Boolean> excludesCurrent(KeyedMapping window) {
        Located<Excluded> excluded = values.choice(window, "exclude", KeyTable.EXCLUDE, Excluded.class);
        return excluded == null ? null : excluded.map(current -> true);
    }

    private enum Excluded {
        CURRENT
    }
}
