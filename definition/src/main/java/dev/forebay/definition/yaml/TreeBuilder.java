package dev.forebay.definition.yaml;

import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.yaml.YamlNode.Style;
import dev.forebay.definition.yaml.YamlNode.YamlList;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.definition.yaml.YamlNode.YamlScalar;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Builds the tree of one document from the YAML library's events, and refuses what a definition may not use. */
final class TreeBuilder {
    /** How many mappings and lists may stand in one another. */
    static final int MAX_NESTING = 32;

    private final Offsets offsets;
    private final Diagnostics diagnostics;
    private final Deque<Level> open = new ArrayDeque<>();
    private @Nullable YamlNode root;
    private int documents;

    /** A mapping or a list that has not ended yet. */
    private static final class Level {
        final int start;
        final boolean flow;
        final boolean mapping;
        final List<YamlNode> items = new ArrayList<>();
        final List<YamlMapping.Entry> entries = new ArrayList<>();
        final Map<String, Span> keys = new HashMap<>();

        @Nullable
        YamlScalar key;

        Level(int start, CollectionStartEvent event) {
            this.start = start;
            this.flow = event.isFlow();
            this.mapping = event.getEventId() == Event.ID.MappingStart;
        }
    }

    TreeBuilder(Offsets offsets, Diagnostics diagnostics) {
        this.offsets = offsets;
        this.diagnostics = diagnostics;
    }

    /** The tree; null where the document is empty. */
    @Nullable
    YamlNode root() {
        return root instanceof YamlScalar scalar && scalar.isAbsent() ? null : root;
    }

    void accept(Event event) {
        if (event instanceof NodeEvent node) {
            refuseAnchor(node);
        }
        switch (event.getEventId()) {
            case DocumentStart -> document((DocumentStartEvent) event);
            case MappingStart, SequenceStart -> begin((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> end(event);
            case Scalar -> scalar((ScalarEvent) event);
            default -> {}
        }
    }

    private void document(DocumentStartEvent event) {
        if (++documents > 1) {
            throw new YamlMistake(Diagnostic.of(
                    DefinitionCode.SEVERAL_DOCUMENTS,
                    place(event),
                    "a second document begins here",
                    "a definition is one file with one document; take the --- away or make it a file of its own"));
        }
    }

    private void refuseAnchor(NodeEvent event) {
        boolean alias = event instanceof AliasEvent;
        if (alias || event.getAnchor().isPresent()) {
            String name = event.getAnchor().map(Object::toString).orElse("");
            int start = offsets.offset(event.getStartMark());
            Span span = offsets.span(start, Math.min(start + 1 + name.length(), offsets.length()));
            throw new YamlMistake(Diagnostic.of(
                    DefinitionCode.ANCHOR,
                    span,
                    alias
                            ? "a definition has no aliases, found '*" + name + "'"
                            : "a definition has no anchors, found '&" + name + "'",
                    "write the value out where it is needed",
                    "a text that begins with " + (alias ? "*" : "&") + " stands in quotes or in a | block"));
        }
    }

    private void begin(CollectionStartEvent event) {
        refuseTag(event.getTag(), event);
        if (open.size() >= MAX_NESTING) {
            throw new YamlMistake(Diagnostic.of(
                    DefinitionCode.YAML_TOO_DEEP,
                    place(event),
                    "mappings and lists are nested more than " + MAX_NESTING + " levels deep here",
                    "no key of a definition needs more than 8"));
        }
        open.push(new Level(offsets.offset(event.getStartMark()), event));
    }

    private void end(Event event) {
        Level level = open.pop();
        int end = Math.max(level.start, offsets.offset(event.getEndMark()));
        Span span = offsets.span(level.start, level.flow ? end : lastEnd(level));
        add(level.mapping ? new YamlMapping(span, level.flow, level.entries) : new YamlList(span, level.items));
    }

    /** A block's end as the library tells it lies after blank lines and comments; its last value's is meant. */
    private static int lastEnd(Level level) {
        YamlNode last = null;
        if (!level.entries.isEmpty()) {
            YamlMapping.Entry entry = level.entries.get(level.entries.size() - 1);
            last = entry.value().span().end() > entry.key().span().end() ? entry.value() : entry.key();
        } else if (!level.items.isEmpty()) {
            last = level.items.get(level.items.size() - 1);
        }
        return last == null ? level.start : Math.max(level.start, last.span().end());
    }

    private void scalar(ScalarEvent event) {
        refuseTag(event.getTag(), event);
        Style style = switch (event.getScalarStyle()) {
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Style.DOUBLE_QUOTED;
            case LITERAL -> Style.LITERAL;
            case FOLDED -> Style.FOLDED;
            case PLAIN -> Style.PLAIN;
        };
        Level level = open.peek();
        Span span = trimmed(offsets.span(event.getStartMark(), event.getEndMark()));
        add(new YamlScalar(span, style, event.getValue(), level != null && level.flow));
    }

    /** Without the line breaks at the end, which block scalars have. */
    private Span trimmed(Span span) {
        int end = span.end();
        while (end > span.start()
                && Character.isWhitespace(offsets.source().text().charAt(end - 1))) {
            end--;
        }
        return offsets.span(span.start(), end);
    }

    private void refuseTag(Optional<String> tag, Event event) {
        if (tag.isPresent()) {
            Span place = place(event);
            String written = place.text().lines().findFirst().orElse("").split("[ \t]", 2)[0];
            throw new YamlMistake(
                    Diagnostic.of(
                            DefinitionCode.TAG,
                            offsets.span(place.start(), place.start() + written.length()),
                            "a definition has no tags, found '" + shortened(written) + "'",
                            written.startsWith("!!")
                                    ? "take the tag away"
                                    : "to negate a condition write NOT; a text that begins with ! stands in quotes or in a | block"));
        }
    }

    private void add(YamlNode node) {
        Level level = open.peek();
        if (level == null) {
            root = node;
        } else if (!level.mapping) {
            level.items.add(node);
        } else if (level.key == null) {
            level.key = key(node);
        } else {
            YamlScalar key = level.key;
            level.key = null;
            entry(level, key, node);
        }
    }

    private YamlScalar key(YamlNode node) {
        if (node instanceof YamlScalar scalar && !scalar.isAbsent()) {
            return scalar;
        }
        boolean template = node.span().text().startsWith("{");
        throw new YamlMistake(Diagnostic.of(
                DefinitionCode.ODD_KEY,
                node.span(),
                "a key is a text, found " + node.shape(),
                template
                        ? "YAML takes a text that begins with { for a mapping; put it in quotes"
                        : "write a name and a colon: name: value"));
    }

    private void entry(Level level, YamlScalar key, YamlNode value) {
        if (key.style() == Style.PLAIN && key.text().equals("<<")) {
            diagnostics.add(
                    DefinitionCode.MERGE_KEY,
                    key.span(),
                    "a definition has no merge keys",
                    "write the keys out where they are needed");
            return;
        }
        Span first = level.keys.putIfAbsent(key.text(), key.span());
        if (first != null) {
            diagnostics.add(
                    DefinitionCode.DUPLICATE_KEY,
                    key.span(),
                    "the key '" + shortened(key.text()) + "' stands twice in one mapping",
                    "it stands first at line " + first.line() + ", column " + first.column());
            return;
        }
        level.entries.add(new YamlMapping.Entry(key, value));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    private Span place(Event event) {
        return trimmed(offsets.span(event.getStartMark(), event.getEndMark()));
    }
}
