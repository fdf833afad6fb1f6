package dev.forebay.benchmarks;

import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.events.FlawedEvents;
import dev.forebay.benchmarks.harness.Contestant;
import dev.forebay.benchmarks.harness.Measurement;
import dev.forebay.benchmarks.harness.Oracle;
import dev.forebay.benchmarks.harness.Race;
import dev.forebay.benchmarks.harness.Report;
import dev.forebay.benchmarks.harness.Result;
import dev.forebay.benchmarks.memory.PlanFile;
import dev.forebay.benchmarks.w1.ExpectedOutput;
import dev.forebay.benchmarks.w1.Scaler;
import dev.forebay.benchmarks.w2.VectorScaler;
import dev.forebay.benchmarks.w2.WindowOracle;
import dev.forebay.plan.Plan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The workloads over a real broker, Forebay beside its peers. */
final class KafkaRaces {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path home;
    private final Options options;
    private final ResultFiles results;
    private final PrintStream out;

    KafkaRaces(Path home, Options options, ResultFiles results, PrintStream out) {
        this.home = home;
        this.options = options;
        this.results = results;
        this.out = out;
    }

    void w1(EventSource source) throws IOException {
        Scaler scaler = Scaler.read(home.resolve("w1/scaler.json"));
        race("w1", contestants().w1(), source, new ExpectedOutput(source, scaler));
    }

    void w2(EventSource source) throws IOException {
        VectorScaler scaler = VectorScaler.read(home.resolve("w2/scaler.json"));
        Plan avro = PlanFile.read(home.resolve("w2"), "pipeline-avro.yaml");
        EventSource flawed = new FlawedEvents(source);
        race("w2", contestants().w2(), flawed, new WindowOracle(flawed, scaler, avro));
    }

    private Contestants contestants() {
        return new Contestants(home.toAbsolutePath(), options.python());
    }

    private void race(String workload, List<Contestants.Entry> all, EventSource source, Oracle oracle)
            throws IOException {
        List<Contestants.Entry> chosen = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        for (Contestants.Entry entry : asked(all)) {
            Optional<String> reason = entry.contestant().unavailable();
            reason.ifPresentOrElse(text -> skipped.put(entry.contestant().name(), text), () -> chosen.add(entry));
        }
        skipped.forEach((name, reason) -> out.printf("  %s is left out: %s%n", name, reason));
        Map<String, String> machine = results.machine();
        List<Measurement> measurements = measure(workload, chosen, source, oracle);
        machine.put("load after", ResultFiles.load());
        String title = workload.toUpperCase(Locale.ROOT) + ", Kafka to Kafka";
        Result result = new Result(title, machine, rows(chosen), skipped, measurements);
        results.write(workload, new Report(result).markdown(), Report.json(result));
    }

    private List<Contestants.Entry> asked(List<Contestants.Entry> all) {
        List<String> names =
                all.stream().map(entry -> entry.contestant().name()).toList();
        for (String name : options.only()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("--only: %s is not one of %s".formatted(name, names));
            }
        }
        return all.stream()
                .filter(entry -> options.only().isEmpty()
                        || options.only().contains(entry.contestant().name()))
                .toList();
    }

    private List<Measurement> measure(
            String workload, List<Contestants.Entry> chosen, EventSource source, Oracle oracle) throws IOException {
        List<Contestant> contestants =
                chosen.stream().map(Contestants.Entry::contestant).toList();
        Path parent = options.scratch().orElse(Path.of(System.getProperty("java.io.tmpdir")));
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "forebay-" + workload + "-");
        try (Race race = new Race(source, oracle, PATIENCE, directory, out)) {
            return race.run(contestants, options.rounds());
        } finally {
            delete(directory);
        }
    }

    private static List<Result.Row> rows(List<Contestants.Entry> chosen) {
        return chosen.stream()
                .map(entry -> new Result.Row(
                        entry.contestant().name(),
                        entry.contestant().description(),
                        entry.ours(),
                        entry.limit(),
                        entry.wanted()))
                .toList();
    }

    /** Deletes a directory and all in it. */
    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
