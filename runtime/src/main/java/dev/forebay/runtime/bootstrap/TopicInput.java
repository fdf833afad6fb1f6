package dev.forebay.runtime.bootstrap;

import dev.forebay.definition.Definition;
import dev.forebay.engine.model.Scorers;
import dev.forebay.formats.file.EventFileReader;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.kafka.ClusterInspector;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.RecordDecoder;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;

/**
 * A range of a topic that is read as a file is: once or several times, each time the same events in the same order, that of the records'
 * timestamps. What the range is in offsets is found out once, so that a topic that grows meanwhile changes nothing.
 */
public final class TopicInput {
    private static final int FETCHED = 256;

    private final Definition definition;
    private final KafkaSettings settings;
    private final TopicRange range;

    private TopicInput(Definition definition, KafkaSettings settings, TopicRange range) {
        this.definition = definition;
        this.settings = settings;
        this.range = range;
    }

    /**
     * Finds a range.
     *
     * @param definition names the cluster, the format, and the source topic, which has as many partitions
     * @throws RunFailure where it is not there
     */
    public static TopicInput find(HistorySource.InTopic asked, Definition definition) {
        KafkaSettings settings = KafkaSettings.of(definition, Map.of());
        try (ClusterInspector cluster = new ClusterInspector(settings)) {
            TopicFacts source = cluster.require(asked.topic(), ClusterInspector.HISTORY);
            return new TopicInput(definition, settings, TopicRange.find(cluster, asked, source));
        } catch (KafkaException e) {
            throw KafkaFailures.explain(e, "looking at topic '" + asked.topic() + "'", settings);
        }
    }

    /** The events from the beginning of the range. */
    public InputFile open(Plan plan) {
        Properties properties = settings.sourceConsumer(FETCHED, range.topic().partitions());
        properties.remove("group.id");
        properties.put("enable.auto.commit", "false");
        FrameFactory factory = FrameFactory.forTopics(definition, plan, Scorers.idle());
        TopicHistory history = new TopicHistory(range, properties, factory::decoder);
        String name = "topic " + range.topic().name();
        return InputFile.of(name, new Reader(history), history::share);
    }

    private final class Reader implements EventFileReader {
        private final TopicHistory history;

        Reader(TopicHistory history) {
            this.history = history;
        }

        @Override
        public boolean read(EventBatch batch) {
            try {
                return history.read(batch);
            } catch (KafkaException e) {
                throw KafkaFailures.explain(e, "reading topic '" + range.topic().name() + "'", settings);
            }
        }

        @Override
        public RecordDecoder newDecoder() {
            return history.newDecoder();
        }

        @Override
        public void close() {
            history.close();
        }
    }
}
