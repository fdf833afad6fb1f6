package dev.forebay.benchmarks.jobs;

import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Flink between two topics, for all Flink jobs alike: a local cluster, parallelism 2, exactly-once sinks; tuned, objects are
 * reused. Records are their keys and values.
 */
public final class FlinkKafka {

    public static final TypeInformation<Tuple2<byte[], byte[]>> KEY_AND_VALUE =
            Types.TUPLE(Types.PRIMITIVE_ARRAY(Types.BYTE), Types.PRIMITIVE_ARRAY(Types.BYTE));

    private FlinkKafka() {}

    /** {@code checkpoints}: how long from one to the next, such as {@code 1 s}. Snapshots of state go to files. */
    public static StreamExecutionEnvironment environment(JobArguments job, String checkpoints) {
        Configuration settings = new Configuration();
        settings.setString("execution.checkpointing.interval", checkpoints);
        settings.setString("execution.checkpointing.storage", "filesystem");
        settings.setString(
                "execution.checkpointing.dir",
                job.directory().resolve("checkpoints").toUri().toString());
        settings.setString("pipeline.object-reuse", String.valueOf(job.tuned()));
        settings.setString("pipeline.generic-types", "false");
        settings.setString("restart-strategy.type", "none");
        settings.setString("rest.bind-port", "0");
        settings.setString("taskmanager.memory.network.min", "16m");
        settings.setString("taskmanager.memory.network.max", "16m");
        settings.setString("taskmanager.memory.managed.size", "16m");
        return StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    }

    public static KafkaSource<Tuple2<byte[], byte[]>> source(JobArguments job) {
        Properties settings = new Properties();
        settings.putAll(job.consumer());
        settings.setProperty("partition.discovery.interval.ms", "-1");
        return KafkaSource.<Tuple2<byte[], byte[]>>builder()
                .setProperties(settings)
                .setTopics(job.input())
                .setGroupId(job.run())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new KeyAndValue())
                .build();
    }

    public static KafkaSink<Tuple2<byte[], byte[]>> sink(JobArguments job, String topic) {
        Properties settings = new Properties();
        settings.putAll(job.producer());
        settings.setProperty("transaction.timeout.ms", "600000");
        return KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(job.brokers())
                .setKafkaProducerConfig(settings)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(job.run() + "-" + topic)
                .setRecordSerializer(new Output(topic))
                .build();
    }

    private static final class KeyAndValue implements KafkaRecordDeserializationSchema<Tuple2<byte[], byte[]>> {

        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> event, Collector<Tuple2<byte[], byte[]>> out) {
            out.collect(Tuple2.of(event.key(), event.value()));
        }

        @Override
        public TypeInformation<Tuple2<byte[], byte[]>> getProducedType() {
            return KEY_AND_VALUE;
        }
    }

    private static final class Output implements KafkaRecordSerializationSchema<Tuple2<byte[], byte[]>> {

        private static final long serialVersionUID = 1;

        private final String topic;

        Output(String topic) {
            this.topic = topic;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Tuple2<byte[], byte[]> row, KafkaSinkContext context, @Nullable Long timestamp) {
            return new ProducerRecord<>(topic, null, timestamp, row.f0, row.f1);
        }
    }
}
