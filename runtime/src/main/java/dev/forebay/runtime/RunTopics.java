package dev.forebay.runtime;

import dev.forebay.definition.Definition;
import dev.forebay.definition.OperationalText;
import dev.forebay.runtime.journal.SourceIdentity;
import dev.forebay.runtime.kafka.ClusterInspector;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.runtime.transaction.OutputTopics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topics of one run, all of them there.
 *
 * @param deadLetterFile where dead letters go that go to no topic; null for a topic
 */
record RunTopics(
        SourceIdentity identity,
        TopicFacts source,
        OutputTopics outputs,
        @Nullable Path deadLetterFile) {

    /** What a record needs beside key and value: its own frame, the position header, the batch's frame. */
    private static final int AROUND_RECORD = 256;

    /** Finds the topics; those that are the pipeline's own are made where they are missing. */
    static RunTopics find(ClusterInspector cluster, KafkaSettings settings, Definition definition) {
        String clusterId = cluster.clusterId();
        TopicFacts source = cluster.require(settings.topic(), "source");
        List<TopicFacts> sinks = new ArrayList<>();
        for (Definition.Sink sink : definition.sinks()) {
            sinks.add(cluster.require(sink.topic().value(), "sink").takingAtMost(settings.mostRecordBytes()));
        }
        Path file = deadLetterFile(definition);
        TopicFacts deadLetters =
                file == null ? deadLetters(cluster, definition, source).takingAtMost(settings.mostRecordBytes()) : null;
        // Commits have keys of their own and are never compacted away; of heartbeats the newest is enough.
        cluster.requireOrCreate(settings.journalTopic(), 1, Map.of("cleanup.policy", "compact"));
        return new RunTopics(
                new SourceIdentity(clusterId, source.name(), source.id()),
                source,
                new OutputTopics(sinks, deadLetters, settings.journalTopic()),
                file);
    }

    private static @Nullable Path deadLetterFile(Definition definition) {
        Definition.DeadLetters section = definition.deadLetters();
        OperationalText file = section == null ? null : section.file();
        return file == null ? null : Path.of(file.value());
    }

    private static TopicFacts deadLetters(ClusterInspector cluster, Definition definition, TopicFacts source) {
        Definition.DeadLetters section = definition.deadLetters();
        OperationalText topic = section == null ? null : section.topic();
        if (topic != null) {
            return cluster.require(topic.value(), "dead letters");
        }
        // Nothing may be lost for want of a place that was named.
        return cluster.requireOrCreate(definition.pipeline().value() + ".rejected", source.partitions(), Map.of());
    }

    List<String> sinkNames() {
        return outputs.sinks().stream().map(TopicFacts::name).toList();
    }

    /** For each sink the most bytes of key and value. */
    List<Integer> maxRecordBytes() {
        return outputs.sinks().stream()
                .map(topic -> topic.maxMessageBytes() - AROUND_RECORD)
                .toList();
    }
}
