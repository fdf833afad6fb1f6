package dev.forebay.benchmarks.jobs;

import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Kafka Streams for all its jobs alike: exactly once (v2), two threads, a commit each second, tuned or as usual. */
public final class StreamsProgram {

    private StreamsProgram() {}

    /** Runs until it is stopped; ends the process when the topology fails. */
    public static void run(JobArguments job, Topology topology) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(topology, settings(job))) {
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
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG, job.directory().resolve("state").toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        if (job.tuned()) {
            settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 128L << 20);
            settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 10_000);
        }
        job.consumer().forEach((name, value) -> settings.put(StreamsConfig.consumerPrefix(name), value));
        job.producer().forEach((name, value) -> settings.put(StreamsConfig.producerPrefix(name), value));
        return settings;
    }
}
