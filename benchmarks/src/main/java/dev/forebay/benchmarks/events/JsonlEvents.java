package dev.forebay.benchmarks.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The first events of a file with one JSON object a line, of the same fields as the generated ones. */
public final class JsonlEvents implements EventSource {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final int count;

    public JsonlEvents(Path file, int limit) {
        this.file = file;
        try (Stream<String> lines = Files.lines(file)) {
            count = (int) lines.limit(limit).count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // The caller closes it.
    public Stream<CardEvent> events(int limit) {
        try {
            return Files.lines(file).limit(Math.min(limit, count)).map(JsonlEvents::event);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static CardEvent event(String line) {
        JsonNode event = JSON.readTree(line);
        boolean abroad = !event.required("country").equals(event.required("card_country"));
        return new CardEvent(
                event.required("transaction_id").asString(),
                event.required("customer_id").asString(),
                event.required("terminal_id").asString(),
                Instant.parse(event.required("timestamp").asString()).toEpochMilli(),
                event.required("transaction_amount").asDouble(),
                event.required("channel").asString(),
                abroad,
                true,
                line);
    }
}
