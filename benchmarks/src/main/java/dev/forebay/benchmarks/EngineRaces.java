package dev.forebay.benchmarks;

import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.harness.Report;
import dev.forebay.benchmarks.harness.Spread;
import dev.forebay.benchmarks.keys.KeyReport;
import dev.forebay.benchmarks.keys.WindowCost;
import dev.forebay.benchmarks.latency.EventLatency;
import dev.forebay.benchmarks.latency.RequestLatency;
import dev.forebay.benchmarks.memory.InMemoryRace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The workloads in memory, the engine beside hand-written Java. */
final class EngineRaces {

    private final Path home;
    private final Options options;
    private final ResultFiles results;
    private final PrintStream out;

    EngineRaces(Path home, Options options, ResultFiles results, PrintStream out) {
        this.home = home;
        this.options = options;
        this.results = results;
        this.out = out;
    }

    /** Those that are asked for by {@code --only w1} or {@code --only w2}, or both. */
    void run(EventSource source) throws IOException {
        if (wanted("w1")) {
            report(
                    "engine-w1",
                    "W1 in memory: JSON bytes to three numbers",
                    InMemoryRace.w1(source, home.resolve("w1")));
        }
        if (wanted("w2")) {
            report("engine-w2", "W2 in memory: JSON bytes to 35 numbers", InMemoryRace.w2(source, home.resolve("w2")));
        }
    }

    /** One event in process. */
    void latency(EventSource source) throws IOException {
        List<EventLatency.Times> times = new EventLatency(source, home.resolve("w2")).run(options.rounds());
        StringBuilder text = title("One event of W2 in process: JSON to a row of JSON");
        text.append("""

                Median (least-greatest) of the rounds, in microseconds; wanted: p99 of the engine under 20.

                | way | p50 | p99 | p99.9 | greatest |
                |---|---|---|---|---|
                """);
        for (String way :
                times.stream().map(EventLatency.Times::name).distinct().toList()) {
            List<EventLatency.Times> of =
                    times.stream().filter(each -> each.name().equals(way)).toList();
            text.append("| %s | %s | %s | %s | %s |%n"
                    .formatted(
                            way,
                            Spread.of(of.stream().mapToDouble(EventLatency.Times::p50))
                                    .text(),
                            Spread.of(of.stream().mapToDouble(EventLatency.Times::p99))
                                    .text(),
                            Spread.of(of.stream().mapToDouble(EventLatency.Times::p999))
                                    .text(),
                            Spread.of(of.stream().mapToDouble(EventLatency.Times::max))
                                    .text()));
        }
        results.write("latency", text.toString(), Report.json(times));
    }

    /** One event of W2 on request, in process and over HTTP. */
    void requests(EventSource source) throws IOException {
        List<EventLatency.Times> times = new RequestLatency(source, home.resolve("w2")).run();
        StringBuilder text = title("One event of W2 on request");
        text.append("\nIn microseconds.\n\n| way | p50 | p99 | p99.9 | greatest |\n|---|---|---|---|---|\n");
        for (EventLatency.Times each : times) {
            text.append("| %s | %.0f | %.0f | %.0f | %.0f |%n"
                    .formatted(each.name(), each.p50(), each.p99(), each.p999(), each.max()));
        }
        results.write("request", text.toString(), Report.json(times));
    }

    /** Windows as keys, aggregates and lengths grow. */
    void keys() throws IOException {
        WindowCost cost = new WindowCost(options.events(), options.keys(), out);
        List<WindowCost.Cost> costs = new ArrayList<>();
        costs.addAll(cost.byKeys(options.rounds()));
        costs.addAll(cost.byAggregates(options.rounds()));
        costs.addAll(cost.byLength(options.rounds()));
        StringBuilder text = title("The engine's windows, columns in and columns out, one thread");
        results.write("keys", text.append(new KeyReport(costs).markdown()).toString(), Report.json(costs));
    }

    private StringBuilder title(String title) {
        StringBuilder text = new StringBuilder("# %s%n%n".formatted(title));
        results.machine().forEach((key, value) -> text.append("- %s: %s%n".formatted(key, value)));
        return text;
    }

    private boolean wanted(String workload) {
        return options.only().isEmpty() || options.only().contains(workload);
    }

    private void report(String name, String title, InMemoryRace race) throws IOException {
        List<InMemoryRace.Pass> passes = race.run(options.rounds());
        StringBuilder text = title(title);
        text.append("\nMedian (least-greatest) of the rounds.\n\n| way | events/s | ns CPU/event |\n|---|---|---|\n");
        List<String> ways =
                passes.stream().map(InMemoryRace.Pass::name).distinct().sorted().toList();
        for (String way : ways) {
            Spread rate = spread(passes, way, pass -> 1e9 / pass.nanos());
            Spread cpu = spread(passes, way, InMemoryRace.Pass::cpuNanos);
            text.append("| %s | %s | %s |%n".formatted(way, rate.text(), cpu.text()));
        }
        text.append('\n');
        ratio(text, passes, "engine", InMemoryRace.HAND_WRITTEN, 0.5);
        if (ways.contains("engine, 2 threads")) {
            ratio(text, passes, "engine, 2 threads", "engine", 1.7);
        }
        results.write(name, text.toString(), Report.json(passes));
    }

    private static void ratio(
            StringBuilder text, List<InMemoryRace.Pass> passes, String above, String below, double wanted) {
        text.append("- %s over %s: %s; by CPU time: %s; wanted: %s%n"
                .formatted(
                        above,
                        below,
                        ratio(passes, above, below, InMemoryRace.Pass::nanos).text(),
                        ratio(passes, above, below, InMemoryRace.Pass::cpuNanos).text(),
                        wanted));
    }

    /** Time of {@code below} over that of {@code above}, round by round. */
    private static Spread ratio(
            List<InMemoryRace.Pass> passes, String above, String below, ToDoubleFunction<InMemoryRace.Pass> time) {
        return Spread.of(passes.stream()
                .filter(pass -> pass.name().equals(above))
                .flatMapToDouble(one -> passes.stream()
                        .filter(other -> other.name().equals(below) && other.round() == one.round())
                        .mapToDouble(other -> time.applyAsDouble(other) / time.applyAsDouble(one))));
    }

    private static Spread spread(
            List<InMemoryRace.Pass> passes, String name, ToDoubleFunction<InMemoryRace.Pass> value) {
        return Spread.of(
                passes.stream().filter(pass -> pass.name().equals(name)).mapToDouble(value));
    }
}
