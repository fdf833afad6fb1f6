package dev.forebay.benchmarks.w1;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What every contestant's process is started with, in this order: broker address, input topic, output topic, a name no other
 * run has, and the scaler's file.
 */
record JobArguments(String brokers, String input, String output, String run, Path scaler) {

    static JobArguments of(String... arguments) {
        if (arguments.length != 5) {
            throw new IllegalArgumentException("brokers, input, output, run, scaler.json; found " + arguments.length);
        }
        return new JobArguments(arguments[0], arguments[1], arguments[2], arguments[3], Path.of(arguments[4]));
    }

    /** The consumer settings that all Java contestants share: large polls, large fetches. */
    Map<String, String> consumer() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", "10000");
        settings.put("max.partition.fetch.bytes", "8388608");
        settings.put("fetch.max.bytes", "52428800");
        settings.put("receive.buffer.bytes", "1048576");
        return settings;
    }

    /** The producer settings that all Java contestants share: safe, and large batches. */
    Map<String, String> producer() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        settings.put("send.buffer.bytes", "1048576");
        return settings;
    }
}
