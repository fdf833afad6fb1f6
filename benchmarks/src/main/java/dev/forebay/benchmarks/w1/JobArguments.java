package dev.forebay.benchmarks.w1;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What every contestant's process is started with, in this order: broker address, input topic, output topic, a name no other
 * run has, the scaler's file, and for a job that comes in both forms {@code tuned} or {@code usual}.
 */
record JobArguments(String brokers, String input, String output, String run, Path scaler, boolean tuned) {

    static JobArguments of(String... arguments) {
        if (arguments.length != 6) {
            throw new IllegalArgumentException(
                    "brokers, input, output, run, scaler.json, tuned or usual; found " + arguments.length);
        }
        boolean tuned = arguments[5].equals("tuned");
        return new JobArguments(arguments[0], arguments[1], arguments[2], arguments[3], Path.of(arguments[4]), tuned);
    }

    /** The event's code that belongs to the form. */
    EventTransform transform(Scaler fitted) {
        return tuned ? new JacksonEvent(fitted) : new BoundEvent(fitted);
    }

    /** The consumer settings that all tuned Java contestants share: large polls, large fetches. The others keep the defaults. */
    Map<String, String> consumer() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        if (!tuned) {
            return settings;
        }
        settings.put("max.poll.records", "10000");
        settings.put("max.partition.fetch.bytes", "8388608");
        settings.put("fetch.max.bytes", "52428800");
        settings.put("receive.buffer.bytes", "1048576");
        return settings;
    }

    /** The producer settings that all tuned Java contestants share: safe, and large batches. The others keep the defaults. */
    Map<String, String> producer() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        if (!tuned) {
            return settings;
        }
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        settings.put("send.buffer.bytes", "1048576");
        return settings;
    }
}
