package dev.forebay.benchmarks.w1;

import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** W1 as a Kafka Streams job: exactly once (v2), two threads, a commit each second, tuned or as usual. Runs until it is stopped. */
public final class StreamsJob {

    private StreamsJob() {}

    public static void main(String[] arguments) throws InterruptedException {
        JobArguments job = JobArguments.of(arguments);
        Scaler scaler = Scaler.read(job.scaler());
        ThreadLocal<EventTransform> events = ThreadLocal.withInitial(() -> job.transform(scaler));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(job.input(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(event -> events.get().transform(event))
                .to(job.output(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        CountDownLatch stopped = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(builder.build(), settings(job))) {
            streams.setUncaughtExceptionHandler(e -> {
                stopped.countDown();
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            stopped.await();
        }
        System.exit(1);
    }

    private static Properties settings(JobArguments job) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, job.run());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, job.brokers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir") + "/" + job.run());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        job.consumer().forEach((name, value) -> settings.put(StreamsConfig.consumerPrefix(name), value));
        job.producer().forEach((name, value) -> settings.put(StreamsConfig.producerPrefix(name), value));
        return settings;
    }
}
