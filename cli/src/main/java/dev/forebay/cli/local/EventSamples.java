package dev.forebay.cli.local;

import dev.forebay.definition.Definition;
import dev.forebay.formats.file.EventFileReader;
import dev.forebay.formats.file.JsonLinesReader;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.types.batch.EventBatch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A few events out of a file or a topic, to look at. Commits nothing and joins no group. */
public final class EventSamples {
    private static final byte[] NONE = {};
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private EventSamples() {}

    /**
     * Runs the first events of a file through a pipeline; the batch then holds as many as its capacity. A name that says no format is one
     * of JSON lines.
     *
     * @throws RunFailure where the file has not the schema's columns
     */
    public static void ofFile(Path file, LocalPipeline pipeline, Definition.Source source) throws IOException {
        read(file, pipeline, source, reader -> {
            pipeline.batch().clear();
            fill(reader, pipeline);
            pipeline.run(reader.newDecoder());
        });
    }

    /** Looks at the batch that a pipeline has been run over. */
    interface Look {
        /** Looks at one, and says whether to go on. */
        boolean atBatch();
    }

    /** Runs all events of a file through a pipeline, as {@link #ofFile} does the first, and has each batch looked at. */
    static void ofWholeFile(Path file, LocalPipeline pipeline, Definition.Source source, Look look) throws IOException {
        read(file, pipeline, source, reader -> {
            boolean isAtEnd = false;
            boolean goesOn = true;
            while (goesOn && !isAtEnd) {
                pipeline.batch().clear();
                isAtEnd = fill(reader, pipeline);
                pipeline.run(reader.newDecoder());
                goesOn = look.atBatch();
            }
        });
    }

    /** Uses a file's reader. */
    private interface Use {
        void of(EventFileReader reader) throws IOException;
    }

    private static void read(Path file, LocalPipeline pipeline, Definition.Source source, Use use) throws IOException {
        if (saysFormat(file)) {
            try (InputFile in = InputFile.open(file, source, pipeline.plan())) {
                use.of(in.reader());
            }
            return;
        }
        Plan plan = pipeline.plan();
        IntFunction<@Nullable String> places =
                field -> plan.fieldOrigins().get(field).place();
        JsonLimits limits = new JsonLimits(source.maxEventBytes(), source.maxDepth());
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try (EventFileReader reader = new JsonLinesReader(in, plan.fields(), limits, places)) {
            use.of(reader);
        }
    }

    /** Fills the batch, and whether that was the end of the file. */
    private static boolean fill(EventFileReader reader, LocalPipeline pipeline) throws IOException {
        while (!pipeline.batch().isFull()) {
            // A reader may stop short of a full batch.
            if (!reader.read(pipeline.batch())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs the newest events of the definition's topic through a pipeline.
     *
     * @throws RunFailure where the broker does not give them
     */
    public static void ofTopic(Definition definition, LocalPipeline pipeline) {
        KafkaSettings settings = KafkaSettings.of(definition, Map.of());
        EventBatch batch = pipeline.batch();
        batch.clear();
        Properties properties = settings.sourceConsumer(batch.capacity(), 1);
        properties.remove("group.id");
        properties.put("enable.auto.commit", "false");
        properties.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        properties.put("request.timeout.ms", (int) PATIENCE.toMillis());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(settings.topic(), PATIENCE).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            if (!partitions.isEmpty()) {
                read(consumer, partitions, batch);
            }
        } catch (KafkaException e) {
            throw KafkaFailures.explain(e, "reading topic '" + settings.topic() + "'", settings);
        }
        pipeline.run();
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, EventBatch batch) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        int each = Math.max(1, batch.capacity() / partitions.size());
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - each));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!batch.isFull() && System.nanoTime() < deadline && isBehind(consumer, partitions, ends)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (!batch.isFull()) {
                    add(batch, record);
                }
            }
        }
    }

    private static boolean isBehind(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        return partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L));
    }

    private static void add(EventBatch batch, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        batch.add(
                record.partition(),
                record.offset(),
                record.timestamp() * 1_000,
                key == null ? NONE : key,
                0,
                key == null ? -1 : key.length,
                value == null ? NONE : value,
                0,
                value == null ? -1 : value.length);
    }

    private static boolean saysFormat(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(csv|parquet|pq|(csv|json|jsonl|ndjson|parquet|pq)\\.gz)");
    }
}
