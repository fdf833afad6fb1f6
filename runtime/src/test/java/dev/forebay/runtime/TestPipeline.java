package dev.forebay.runtime;

import dev.forebay.runtime.load.LoadResult;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A small pipeline over payments, by name. */
public final class TestPipeline {
    private TestPipeline() {}

    public static final String DEFINITION = """
            forebay: 1
            pipeline: NAME
            source:
              kafka: {brokers: "BROKERS", topic: NAME.in}
              format: json
            event: {id: id, time: time, lateness: 1h}
            schema:
              id: string
              time: timestamp
              amount: double
              channel: {type: string, optional: true}
            checks:
              not_negative: amount >= 0
              plausible: {expect: amount < 1000, otherwise: warn}
            features:
              amount_log: LOG1P(amount)
              hour: HOUR(time)
            output: {keep: [id], vector: [amount, amount_log, hour]}
            sinks:
              - kafka: {topic: NAME.out}
            dead_letters: {kafka: {topic: NAME.rejected}}
            """;

    /** The definition under a name of its own, so that tests on one broker do not meet. */
    static LoadedPipeline load(String name, TestCluster cluster) {
        return load(DEFINITION, name, cluster);
    }

    static LoadedPipeline load(String definition, String name, TestCluster cluster) {
        return load(definition, name, cluster.brokers());
    }

    public static LoadedPipeline load(String definition, String name, String brokers) {
        String text = definition.replace("NAME", name).replace("BROKERS", brokers);
        LoadResult result =
                PipelineLoader.load(Path.of(name + ".yaml"), new SourceText(name + ".yaml", text), variable -> null);
        LoadedPipeline pipeline = result.pipeline();
        if (pipeline == null) {
            throw new IllegalArgumentException(DiagnosticRenderer.renderAll(result.diagnostics()));
        }
        return pipeline;
    }

    /** Source, sink and dead letters with so many partitions. */
    static void createTopics(String name, TestCluster cluster, int partitions) {
        // Events of a fixed day must not fall out of their topics' retention.
        for (String topic : List.of(".in", ".out", ".rejected")) {
            cluster.broker().createTopic(name + topic, partitions, Map.of("retention.ms", "-1"));
        }
    }

    public static String event(int number, double amount) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"e%d\",\"time\":\"2026-01-01T%02d:00:00Z\",\"amount\":%s}",
                number,
                number % 24,
                amount);
    }
}
