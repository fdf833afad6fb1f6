package dev.forebay.benchmarks.jobs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What every contestant's process is started with, in this order: broker address, input topic, output topic, a name no other
 * run has, the scaler's file, a directory of its own, and its form: {@code usual} or {@code tuned}, with {@code -avro} behind
 * it when the output is to be Avro and not JSON.
 */
public record JobArguments(
        String brokers, String input, String output, String run, Path scaler, Path directory, String form) {

    public static JobArguments of(String... arguments) {
        if (arguments.length != 7) {
            throw new IllegalArgumentException(
                    "brokers, input, output, run, scaler.json, directory, form; found " + arguments.length);
        }
        return new JobArguments(
                arguments[0],
                arguments[1],
                arguments[2],
                arguments[3],
                Path.of(arguments[4]),
                Path.of(arguments[5]),
                arguments[6]);
    }

    public boolean tuned() {
        return form.startsWith("tuned");
    }

    public boolean avro() {
        return form.endsWith("-avro");
    }

    /** Where rejected events go. */
    public String rejected() {
        return output + ".rejected";
    }

    /** The consumer settings that all tuned Java contestants share: large polls, large fetches. The others keep the defaults. */
    public Map<String, String> consumer() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        if (!tuned()) {
            return settings;
        }
        settings.put("max.poll.records", "10000");
        settings.put("max.partition.fetch.bytes", "8388608");
        settings.put("fetch.max.bytes", "52428800");
        settings.put("receive.buffer.bytes", "1048576");
        return settings;
    }

    /** The producer settings that all tuned Java contestants share: safe, and large batches. The others keep the defaults. */
    public Map<String, String> producer() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        if (!tuned()) {
            return settings;
        }
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        settings.put("send.buffer.bytes", "1048576");
        return settings;
    }
}
