package dev.forebay.runtime.bootstrap;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The history that a pipeline is to begin with, as it was asked for. */
public sealed interface HistorySource {

    /** What was asked for, in words that do not change: equal for equal requests. */
    String asked();

    /** Events at or after it are not of the history; null where all are. */
    @Nullable
    Instant until();

    /**
     * A file of events.
     *
     * @param until where the history ends and the topic goes on
     */
    record InFile(Path file, Instant until) implements HistorySource {
        @Override
        public String asked() {
            return file.getFileName() + " until " + until;
        }
    }

    /**
     * Events of a topic.
     *
     * @param until events at or after it are left out; null for none
     */
    record InTopic(
            String topic,
            RangeEnd from,
            RangeEnd to,
            @Nullable Instant until) implements HistorySource {
        @Override
        public String asked() {
            return topic + ":" + from + ".." + to + (until == null ? "" : " until " + until);
        }
    }

    /** {@code TOPIC:FROM..TO}. */
    Pattern RANGE = Pattern.compile("([A-Za-z0-9._-]+):(.*?)\\.\\.(.*)");

    /** {@code TOPIC}. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /** {@code HOST:PORT/...}, with or without a scheme. */
    Pattern ELSEWHERE = Pattern.compile("(?:[a-z+]+://)?[A-Za-z0-9._-]+:[0-9]{1,5}/.*|[a-z+]+://.*");

    /**
     * Reads a request: {@code TOPIC}, {@code TOPIC:FROM..TO}, or the name of a file.
     *
     * @throws RunFailure where it is none of them, or a file without an end
     */
    static HistorySource parse(String text, @Nullable Instant until) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            RangeEnd from = RangeEnd.parse(text, range.group(2), "earliest");
            RangeEnd to = RangeEnd.parse(text, range.group(3), "latest");
            RangeEnd.requireOrder(text, from, to);
            return new InTopic(range.group(1), from, to, until);
        }
        if (ELSEWHERE.matcher(text).matches()) {
            throw RunFailure.of(
                    RuntimeCode.HISTORY_UNFIT,
                    "'" + text + "' names a broker: a topic range is of the cluster that 'source.kafka.brokers' names",
                    "offsets of one cluster mean nothing in another",
                    "write the other cluster's events to a file, and start with that: --bootstrap FILE --until TIME");
        }
        if (isFile(text)) {
            if (until == null) {
                throw RunFailure.of(
                        RuntimeCode.BOOTSTRAP_REQUEST,
                        "--bootstrap '" + text + "' is a file, and --until is missing",
                        "the file counts up to that time, the topic from it on: --until 2026-03-01T00:00:00Z",
                        "an event of the topic before it is skipped if its id was in the file");
            }
            return new InFile(Path.of(text), until);
        }
        if (NAME.matcher(text).matches()) {
            return new InTopic(text, RangeEnd.OPEN, RangeEnd.OPEN, until);
        }
        throw RunFailure.of(
                RuntimeCode.BOOTSTRAP_REQUEST,
                "--bootstrap '" + text + "' is neither a topic range nor a file of events",
                "a topic: TOPIC, or TOPIC:FROM..TO, where each end may be left out, a time or offsets: payments:2026-01-01..,"
                        + " payments:..0=1200,1=1187",
                "a file: its name ends in .jsonl, .ndjson, .json, .csv or .parquet, with or without .gz, and --until TIME says where it"
                        + " ends");
    }

    private static boolean isFile(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return name.endsWith(".gz")
                || text.contains("/")
                || text.contains("\\")
                || plain.endsWith(".jsonl")
                || plain.endsWith(".ndjson")
                || plain.endsWith(".json")
                || plain.endsWith(".csv")
                || plain.endsWith(".parquet");
    }
}
