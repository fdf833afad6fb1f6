package dev.forebay.benchmarks.latency;

import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.memory.EventBytes;
import dev.forebay.benchmarks.memory.PlanFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** W2 on request: what an event would get if it came next. */
public final class RequestLatency {
    private static final int[] HELD = {100, 1_000, 10_000};
    private static final int REPEATED = 2_000;

    private final EventBytes events;
    private final Path directory;

    /** {@code directory} has the pipeline of W2 and its scaler. */
    public RequestLatency(EventSource source, Path directory) {
        this.events = EventBytes.of(source);
        this.directory = directory;
    }

    public List<EventLatency.Times> run() {
        List<EventLatency.Times> all = new ArrayList<>();
        all.add(inProcess());
        for (int held : HELD) {
            all.add(ofBigKey(held));
        }
        all.add(new HttpRequests(events, directory).times());
        return all;
    }

    private EventLatency.Times inProcess() {
        PreviewedEvents engine = new PreviewedEvents(PlanFile.read(directory));
        int from = events.count() / 2;
        long[] nanos = new long[events.count() - from];
        for (int i = 0; i < events.count(); i++) {
            byte[] event = event(i);
            if (i >= from) {
                long before = System.nanoTime();
                engine.preview(event);
                nanos[i - from] = System.nanoTime() - before;
            } else if (i >= from / 2) {
                engine.preview(event);
            }
            engine.take(event);
        }
        return EventLatency.times("in process", 1, nanos);
    }

    /** All events are of one customer; the windows of 30 days hold so many. */
    private EventLatency.Times ofBigKey(int held) {
        PreviewedEvents engine = new PreviewedEvents(PlanFile.read(directory));
        for (int i = 0; i < held; i++) {
            engine.take(ofOneCustomer(i));
        }
        byte[] next = ofOneCustomer(Math.min(held, events.count() - 1));
        long[] nanos = new long[2 * REPEATED];
        for (int i = 0; i < nanos.length; i++) {
            long before = System.nanoTime();
            engine.preview(next);
            nanos[i] = System.nanoTime() - before;
        }
        return EventLatency.times(
                "in process, " + held + " events of the customer",
                1,
                Arrays.copyOfRange(nanos, REPEATED, nanos.length));
    }

    private byte[] event(int i) {
        return Arrays.copyOfRange(events.bytes(), events.from(i), events.to(i));
    }

    private byte[] ofOneCustomer(int i) {
        return new String(event(i), StandardCharsets.UTF_8)
                .replaceFirst("\"customer_id\":\"[^\"]*\"", "\"customer_id\":\"one\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
