package dev.forebay.cli.command;

import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.local.Values;
import dev.forebay.engine.window.KeyView;
import dev.forebay.engine.window.StatePart;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Vector;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of a key, for people and as data. */
final class KeyPrinter {
    private final StatePart part;
    private final List<String> key;
    private final KeyView view;
    private final List<KeyView.Window> windows;
    private final int from;

    /**
     * A printer.
     *
     * @param meant which windows are shown
     * @param limit how many events are, the newest; 0 for all
     */
    KeyPrinter(StatePart part, List<String> key, KeyView view, Predicate<String> meant, int limit) {
        this.part = part;
        this.key = key;
        this.view = view;
        this.windows = view.windows().stream()
                .filter(window -> meant.test(window.rule().name()))
                .toList();
        this.from = limit == 0 ? 0 : Math.max(0, view.events() - limit);
    }

    void print(PrintStream out) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            values.add(part.columns().get(i) + " = " + key.get(i));
        }
        out.println(String.join(", ", values) + ": "
                + Terminal.counted(view.events(), "event") + " in the buffer, the newest at "
                + time(view.newestMicros()));
        out.println();
        events(out);
        for (KeyView.Window window : windows) {
            out.println();
            out.printf(
                    Locale.ROOT,
                    "%s: %s%n",
                    window.rule().name(),
                    Terminal.counted(window.events(), "event") + bounds(window));
            for (KeyView.Aggregate aggregate : window.aggregates()) {
                out.println("  " + aggregate.sql() + " = " + text(aggregate.value(), 0));
            }
        }
    }

    private static String bounds(KeyView.Window window) {
        if (window.toMicros() == Long.MIN_VALUE) {
            return "";
        }
        return window.fromMicros() == Long.MIN_VALUE
                ? " up to " + time(window.toMicros())
                : " after " + time(window.fromMicros()) + " up to " + time(window.toMicros());
    }

    private void events(PrintStream out) {
        List<String> header = new ArrayList<>(List.of("time"));
        view.values().forEach(value -> header.add(value.expression()));
        view.contributions().forEach(contribution -> header.add("counts: " + contribution.expression()));
        header.add("in");
        Table table = new Table(header);
        for (int row = from; row < view.events(); row++) {
            List<Object> cells = new ArrayList<>(List.of(text(view.times(), row)));
            for (KeyView.Value value : view.values()) {
                cells.add(text(value.vector(), row));
            }
            for (KeyView.Value contribution : view.contributions()) {
                cells.add(((BooleanVector) contribution.vector()).values[row] ? "yes" : "-");
            }
            cells.add(String.join(", ", in(row)));
            table.row(cells.toArray());
        }
        if (from > 0) {
            out.println("the newest " + (view.events() - from) + "; --limit 0 shows all");
        }
        table.print(out);
    }

    /** The windows that an event is in. */
    private List<String> in(int row) {
        return windows.stream()
                .filter(window -> row >= window.first() && row < window.end())
                .map(window -> window.rule().name())
                .toList();
    }

    Map<String, Object> asData() {
        Map<String, Object> data = new LinkedHashMap<>();
        Map<String, Object> keyData = new LinkedHashMap<>();
        for (int i = 0; i < key.size(); i++) {
            keyData.put(part.columns().get(i), key.get(i));
        }
        data.put("key", keyData);
        data.put("newest", time(view.newestMicros()));
        data.put("stands_at", time(view.standsAtMicros()));
        data.put("events_in_buffer", view.events());
        data.put(
                "events",
                IntStream.range(from, view.events()).mapToObj(this::event).toList());
        data.put("windows", windows.stream().map(KeyPrinter::asData).toList());
        return data;
    }

    private Map<String, Object> event(int row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("time", text(view.times(), row));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        view.values().forEach(value -> values.put(value.expression(), json(value.vector(), row)));
        data.put("values", values);
        Map<String, Object> counts = new LinkedHashMap<>();
        view.contributions()
                .forEach(contribution ->
                        counts.put(contribution.expression(), ((BooleanVector) contribution.vector()).values[row]));
        data.put("contributes", counts);
        data.put("in", in(row));
        return data;
    }

    private static Map<String, @Nullable Object> asData(KeyView.Window window) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("name", window.rule().name());
        data.put("after", window.fromMicros() == Long.MIN_VALUE ? null : time(window.fromMicros()));
        data.put("up_to", window.toMicros() == Long.MIN_VALUE ? null : time(window.toMicros()));
        data.put("events", window.events());
        Map<String, @Nullable Object> aggregates = new LinkedHashMap<>();
        window.aggregates().forEach(one -> aggregates.put(one.sql(), json(one.value(), 0)));
        data.put("aggregates", aggregates);
        return data;
    }

    private static @Nullable Object json(Vector vector, int row) {
        Object value = Values.json(Values.of(vector, row));
        return value == Values.NULL ? null : value;
    }

    private static String text(Vector vector, int row) {
        return Values.literal(Values.of(vector, row), vector.type());
    }

    private static String time(long micros) {
        if (micros == Long.MIN_VALUE) {
            return "no time";
        }
        LongVector time = new LongVector(Type.TIMESTAMP, 1);
        time.values[0] = micros;
        return text(time, 0);
    }
}
