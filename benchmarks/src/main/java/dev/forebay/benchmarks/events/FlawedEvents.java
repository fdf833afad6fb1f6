package dev.forebay.benchmarks.events;

import java.util.List;
import java.util.stream.Stream;

/**
 * The events of another source with a flaw in one of 1,009, so that W2's validation has something to reject: six kinds in turn,
 * each with the id it had. An event's place decides, so the same ones are flawed each time.
 */
public final class FlawedEvents implements EventSource {

    private static final int EVERY = 1_009;

    /** What stands in the JSON, and what is put there. */
    private record Flaw(String sound, String flawed) {}

    private static final List<Flaw> FLAWS = List.of(
            new Flaw("\"transaction_amount\":", "\"transaction_amount\":-1"),
            new Flaw("\"channel\":\"", "\"channel\":\"by "),
            new Flaw("\"terminal_id\":", "\"terminal\":"),
            new Flaw("\"customer_id\":\"", "\"customer_id\":7,\"customer\":\""),
            new Flaw("\"timestamp\":\"", "\"timestamp\":\"on "),
            new Flaw("}", ""));

    private final EventSource source;

    public FlawedEvents(EventSource source) {
        this.source = source;
    }

    @Override
    public int count() {
        return source.count();
    }

    @Override
    public Stream<CardEvent> events(int limit) {
        int[] next = {0};
        return source.events(limit).map(event -> at(next[0]++, event));
    }

    private static CardEvent at(int place, CardEvent event) {
        return place % EVERY == EVERY - 1 ? flawed(event, FLAWS.get(place / EVERY % FLAWS.size())) : event;
    }

    private static CardEvent flawed(CardEvent event, Flaw flaw) {
        int at = event.json().indexOf(flaw.sound());
        if (at < 0) {
            throw new IllegalArgumentException("no %s in %s".formatted(flaw.sound(), event.json()));
        }
        String json = event.json().substring(0, at)
                + flaw.flawed()
                + event.json().substring(at + flaw.sound().length());
        return new CardEvent(
                event.id(),
                event.customer(),
                event.terminal(),
                event.timeMillis(),
                event.amount(),
                event.channel(),
                event.abroad(),
                false,
                json);
    }
}
