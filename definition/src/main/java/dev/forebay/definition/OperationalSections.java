package dev.forebay.definition;

import dev.forebay.definition.Definition.DeadLetters;
import dev.forebay.definition.Definition.Format;
import dev.forebay.definition.Definition.KafkaSource;
import dev.forebay.definition.Definition.Sink;
import dev.forebay.definition.Definition.Source;
import dev.forebay.definition.Definition.Start;
import dev.forebay.definition.Definition.State;
import dev.forebay.definition.diagnostic.DefinitionCode;
import dev.forebay.definition.keys.KeyTable;
import dev.forebay.definition.keys.Shape.Choice;
import dev.forebay.definition.yaml.YamlNode;
import dev.forebay.definition.yaml.YamlNode.YamlMapping;
import dev.forebay.types.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sections that say where data comes from and goes to: {@code source sinks dead_letters state}. */
final class OperationalSections {
    private static final long DEFAULT_MAX_EVENT_BYTES = 1L << 20;
    private static final long DEFAULT_MAX_DEPTH = 64;
    private static final long DEFAULT_MEMORY = 1L << 30;

    private final Values values;

    OperationalSections(Values values) {
        this.values = values;
    }

    Source source(KeyedMapping definition) {
        KeyedMapping source = values.mapping(definition, "source", KeyTable.SOURCE);
        if (source == null) {
            return new Source(null, null, Format.JSON, (int) DEFAULT_MAX_EVENT_BYTES, (int) DEFAULT_MAX_DEPTH);
        }
        KeyedMapping kafka = values.mapping(source, "kafka", KeyTable.SOURCE_KAFKA);
        Long maxDepth = values.integer(values.operational(source, "max_depth"), source.pathOf("max_depth"), 1, 1000);
        return new Source(
                source.place(),
                kafka == null ? null : kafkaSource(kafka),
                format(source, KeyTable.SOURCE_FORMAT),
                maxEventBytes(source),
                (int) (maxDepth == null ? DEFAULT_MAX_DEPTH : maxDepth));
    }

    private int maxEventBytes(KeyedMapping source) {
        OperationalText text = values.operational(source, "max_event_bytes");
        Long bytes = values.bytes(text, source.pathOf("max_event_bytes"));
        if (bytes == null || text == null) {
            return (int) DEFAULT_MAX_EVENT_BYTES;
        }
        if (bytes > 1L << 30) {
            values.diagnostics()
                    .add(
                            DefinitionCode.WRONG_SIZE,
                            text.span(),
                            "'" + source.pathOf("max_event_bytes") + "' is more than 1g",
                            "an event is held in memory as a whole");
            return (int) DEFAULT_MAX_EVENT_BYTES;
        }
        return bytes.intValue();
    }

    private Format format(KeyedMapping parent, Choice choice) {
        Located<Format> format = values.choice(parent, "format", choice, Format.class);
        return format == null ? Format.JSON : format.value();
    }

    private @Nullable KafkaSource kafkaSource(KeyedMapping kafka) {
        OperationalText brokers = values.operational(kafka, "brokers");
        OperationalText topic = values.operational(kafka, "topic");
        OperationalText group = values.operational(kafka, "group");
        OperationalText startText = values.operational(kafka, "start");
        Located<Start> start =
                startText == null ? null : values.choice(startText, kafka.pathOf("start"), KeyTable.START, Start.class);
        var properties = values.properties(kafka, "properties");
        if (brokers == null || topic == null) {
            return null;
        }
        return new KafkaSource(
                kafka.place(), brokers, topic, group, start == null ? Start.EARLIEST : start.value(), properties);
    }

    List<Sink> sinks(KeyedMapping definition) {
        YamlMapping.Entry entry = definition.entry("sinks");
        List<Sink> sinks = entry == null ? null : values.list(entry, "sinks", this::sink);
        return sinks == null ? List.of() : sinks;
    }

    private @Nullable Sink sink(YamlNode node) {
        Span place = node instanceof YamlMapping mapping && !mapping.entries().isEmpty()
                ? mapping.entries().get(0).key().span()
                : node.span();
        KeyedMapping sink = values.mapping(node, KeyTable.SINK, "sinks[]", place);
        KeyedMapping kafka = sink == null ? null : values.mapping(sink, "kafka", KeyTable.SINK_KAFKA);
        if (sink == null || kafka == null) {
            return null;
        }
        OperationalText topic = values.operational(kafka, "topic");
        OperationalText brokers = values.operational(kafka, "brokers");
        var properties = values.properties(kafka, "properties");
        Format format = format(holder("format", sink, kafka), KeyTable.SINK_FORMAT);
        Located<String> key = values.name(holder("key", sink, kafka), "key");
        List<Located<String>> columns = values.names(holder("columns", sink, kafka), "columns");
        var when = values.sql(holder("when", sink, kafka), "when");
        return topic == null ? null : new Sink(place, brokers, topic, properties, format, key, columns, when);
    }

    /** A sink's settings may stand beside {@code kafka} or inside it: the mapping that has the key. */
    private KeyedMapping holder(String key, KeyedMapping sink, KeyedMapping kafka) {
        YamlMapping.Entry outer = sink.entry(key);
        YamlMapping.Entry inner = kafka.entry(key);
        if (outer != null && inner != null) {
            Span second = outer.key().span().start() > inner.key().span().start()
                    ? outer.key().span()
                    : inner.key().span();
            values.diagnostics()
                    .add(
                            DefinitionCode.SAID_TWICE,
                            second,
                            "'" + key + "' is said twice for one sink",
                            "it may stand beside 'kafka' or inside it, not both");
        }
        return inner != null ? kafka : sink;
    }

    @Nullable
    DeadLetters deadLetters(KeyedMapping definition) {
        KeyedMapping letters = values.mapping(definition, "dead_letters", KeyTable.DEAD_LETTERS);
        if (letters == null) {
            return null;
        }
        boolean toTopic = letters.entry("kafka") != null;
        boolean toFile = letters.entry("file") != null;
        if (toTopic == toFile) {
            values.diagnostics()
                    .add(
                            toTopic ? DefinitionCode.SAID_TWICE : DefinitionCode.MISSING_KEY,
                            letters.place(),
                            toTopic
                                    ? "'dead_letters' has both 'kafka' and 'file'"
                                    : "'dead_letters' needs the key 'kafka' or the key 'file'",
                            "a topic: {kafka: {topic: transaction_logs.rejected}}",
                            "a file: {file: rejected.jsonl}");
        }
        KeyedMapping kafka = values.mapping(letters, "kafka", KeyTable.DEAD_LETTERS_KAFKA);
        return new DeadLetters(
                letters.place(),
                kafka == null ? null : values.operational(kafka, "topic"),
                values.operational(letters, "file"));
    }

    State state(KeyedMapping definition) {
        KeyedMapping state = values.mapping(definition, "state", KeyTable.STATE);
        if (state == null) {
            return new State(null, DEFAULT_MEMORY, null);
        }
        Long memory = values.bytes(values.operational(state, "memory"), state.pathOf("memory"));
        return new State(
                state.place(), memory == null ? DEFAULT_MEMORY : memory, values.operational(state, "directory"));
    }
}
