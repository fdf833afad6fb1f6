package dev.forebay.testing.oracle;

import dev.forebay.formats.json.JsonDecoder;
import dev.forebay.formats.json.JsonLimits;
import dev.forebay.plan.Plan;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.generate.Chance;
import dev.forebay.testing.generate.EventGenerator;
import dev.forebay.testing.generate.PlanGenerator;
import dev.forebay.testing.generate.RowGenerator;
import dev.forebay.testing.json.JacksonEventReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generated plans and events through both, and what came of it: differences by kind, coverage, counts. */
final class Oracle {
    static final JsonLimits LIMITS = new JsonLimits(3000, 40);
    private static final int FEATURES = 8;
    private static final int FEATURES_WITH_JSON = 3;
    private static final int ODDITY = 40;
    private static final List<Integer> CAPACITIES = List.of(1, 7, 64);
    private static final int STACK_LINES = 8;

    private final Map<String, String> differences = new LinkedHashMap<>();
    private final Coverage coverage;
    private long seen;
    private long computed;
    private long accepted;

    Oracle(Coverage coverage) {
        this.coverage = coverage;
    }

    /** The first difference of each kind, with the seed that gives it. */
    Map<String, String> differences() {
        return differences;
    }

    /** Which share of events came as far as the steps. */
    double computed() {
        return (double) computed / seen;
    }

    /** Which share of events passed the steps, too. */
    double accepted() {
        return (double) accepted / seen;
    }

    /** Plans of seeds from {@code first} on, each with rows of values put straight into columns. */
    void rows(long first, int plans, int rows) {
        for (long seed = first; seed < first + plans; seed++) {
            rows(PlanGenerator.plan(seed, FEATURES), seed, rows);
        }
    }

    private void rows(Plan plan, long seed, int rows) {
        Chance chance = new Chance(seed + 7);
        RowGenerator generator = new RowGenerator(chance, plan.fields());
        List<ReferenceEvent> events = new ArrayList<>();
        while (events.size() < rows) {
            events.add(generator.next());
        }
        RowSource source = new RowSource(events);
        note(seed, () -> {
            Comparison comparison = compared(plan, events);
            String difference = firstDifference(comparison, capacity -> source, rows, seed);
            return difference != null ? difference : comparison.difference(source, 16, Splits.random(chance, rows, 16));
        });
    }

    /** Plans of seeds from {@code first} on, each with events as JSON bytes. */
    void json(long first, int plans, int rows) {
        for (long seed = first; seed < first + plans; seed++) {
            json(PlanGenerator.plan(seed, FEATURES_WITH_JSON), seed, rows);
        }
    }

    /** A plan of a definition, with events as JSON bytes. */
    void json(Plan plan, long seed, int rows) {
        List<JsonSource.Received> records = records(plan, seed, rows);
        note(seed, () -> json(plan, records, seed));
    }

    private @Nullable String json(Plan plan, List<JsonSource.Received> records, long seed) {
        JacksonEventReader reader = new JacksonEventReader(plan.fields(), LIMITS.maxRecordBytes(), LIMITS.maxDepth());
        List<ReferenceEvent> events = records.stream()
                .map(record -> reader.read(record.value(), record.partition(), record.time()))
                .toList();
        String difference = firstDifference(
                compared(plan, events),
                capacity -> new JsonSource(records, new JsonDecoder(plan.fields(), LIMITS, field -> null)),
                records.size(),
                seed);
        return difference == null ? null : difference + bytes(difference, records);
    }

    private static List<JsonSource.Received> records(Plan plan, long seed, int rows) {
        Chance chance = new Chance(seed + 11);
        EventGenerator generator = new EventGenerator(chance, plan.fields(), ODDITY);
        List<JsonSource.Received> records = new ArrayList<>();
        while (records.size() < rows) {
            byte[] value = generator.event();
            Instant time = chance.oneIn(6) ? null : Instant.EPOCH.plus(generator.recordMicros(), ChronoUnit.MICROS);
            records.add(new JsonSource.Received(value, chance.below(3), time));
        }
        return records;
    }

    private Comparison compared(Plan plan, List<ReferenceEvent> events) {
        Comparison comparison = new Comparison(plan, events, coverage);
        for (ReferenceResult result : comparison.expected()) {
            coverage.add(result);
            accepted += result.isRejected() ? 0 : 1;
            computed += result.isComputed() ? 1 : 0;
            seen++;
        }
        return comparison;
    }

    private interface SourceOf {
        EngineRun.Source capacity(int capacity);
    }

    private static @Nullable String firstDifference(Comparison comparison, SourceOf source, int rows, long seed) {
        List<Integer> capacities = new ArrayList<>(CAPACITIES);
        if (seed % 16 == 0) {
            capacities.addAll(List.of(2, 4096));
        }
        for (int capacity : capacities) {
            String difference = comparison.difference(source.capacity(capacity), capacity, Splits.even(rows, capacity));
            if (difference != null) {
                return "capacity " + capacity + ": " + difference;
            }
        }
        return null;
    }

    private interface Attempt {
        @Nullable
        String difference();
    }

    private void note(long seed, Attempt attempt) {
        String difference;
        try {
            difference = attempt.difference();
        } catch (RuntimeException | StackOverflowError e) {
            difference = e + at(e);
        }
        if (difference != null) {
            String kind = difference.lines().skip(1).findFirst().orElse(difference);
            differences.putIfAbsent(kind.replaceAll("=.*|[0-9]+", ""), "seed " + seed + ": " + difference);
        }
    }

    private static String at(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(STACK_LINES, thrown.getStackTrace().length); i++) {
            text.append("\n    at ").append(thrown.getStackTrace()[i]);
        }
        return text.toString();
    }

    private static String bytes(String difference, List<JsonSource.Received> records) {
        int at = difference.indexOf("event ");
        if (at < 0) {
            return "";
        }
        int index = Integer.parseInt(difference.substring(at + 6, difference.indexOf(':', at)));
        byte[] value = records.get(index).value();
        return "\n  " + (value == null ? "no value" : Comparison.printable(new String(value, StandardCharsets.UTF_8)));
    }
}
