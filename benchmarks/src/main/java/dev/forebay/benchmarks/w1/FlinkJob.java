package dev.forebay.benchmarks.w1;

import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
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
 * W1 as a Flink DataStream job in a local cluster: one chain of source, map and exactly-once sink, parallelism 2, a
 * checkpoint each second; tuned, objects are reused. Runs until it is stopped.
 */
public final class FlinkJob {

    private static final TypeInformation<Tuple2<byte[], byte[]>> KEY_AND_VALUE =
            Types.TUPLE(Types.PRIMITIVE_ARRAY(Types.BYTE), Types.PRIMITIVE_ARRAY(Types.BYTE));

    private FlinkJob() {}

    public static void main(String[] arguments) throws Exception {
        JobArguments job = JobArguments.of(arguments);
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(2, settings(job));
        flink.fromSource(source(job), WatermarkStrategy.noWatermarks(), "events")
                .map(new Transform(job))
                .returns(KEY_AND_VALUE)
                .sinkTo(sink(job));
        flink.execute(job.run());
    }

    private static Configuration settings(JobArguments job) {
        Configuration settings = new Configuration();
        settings.setString("execution.checkpointing.interval", "1 s");
        settings.setString("pipeline.object-reuse", String.valueOf(job.tuned()));
        settings.setString("pipeline.generic-types", "false");
        settings.setString("restart-strategy.type", "none");
        settings.setString("rest.bind-port", "0");
        settings.setString("taskmanager.memory.network.min", "16m");
        settings.setString("taskmanager.memory.network.max", "16m");
        settings.setString("taskmanager.memory.managed.size", "16m");
        return settings;
    }

    private static KafkaSource<Tuple2<byte[], byte[]>> source(JobArguments job) {
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

    private static KafkaSink<Tuple2<byte[], byte[]>> sink(JobArguments job) {
        Properties settings = new Properties();
        settings.putAll(job.producer());
        settings.setProperty("transaction.timeout.ms", "600000");
        return KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(job.brokers())
                .setKafkaProducerConfig(settings)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(job.run())
                .setRecordSerializer(new Output(job.output()))
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

    private static final class Transform extends RichMapFunction<Tuple2<byte[], byte[]>, Tuple2<byte[], byte[]>> {

        private static final long serialVersionUID = 1;

        private final Scaler scaler;
        private final boolean tuned;
        private transient @Nullable EventTransform events;

        Transform(JobArguments job) {
            scaler = Scaler.read(job.scaler());
            tuned = job.tuned();
        }

        @Override
        public void open(OpenContext context) {
            events = tuned ? new JacksonEvent(scaler) : new BoundEvent(scaler);
        }

        @Override
        public Tuple2<byte[], byte[]> map(Tuple2<byte[], byte[]> event) {
            if (events == null) {
                throw new IllegalStateException("not open");
            }
            event.f1 = events.transform(event.f1);
            return event;
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
