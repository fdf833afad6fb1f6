package dev.forebay.benchmarks;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.harness.Report;
import dev.forebay.benchmarks.harness.Spread;
import dev.forebay.benchmarks.offline.FileJob;
import dev.forebay.benchmarks.offline.OfflineRace;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Features of history from Parquet to Parquet: W2, and the 14 features of the Fraud Detection Handbook. */
final class OfflineRaces {

    private static final String FOREBAY = "forebay";

    private final Path home;
    private final Options options;
    private final ResultFiles results;
    private final PrintStream out;

    OfflineRaces(Path home, Options options, ResultFiles results, PrintStream out) {
        this.home = home.toAbsolutePath();
        this.options = options;
        this.results = results;
        this.out = out;
    }

    /** Those that are asked for by {@code --only w2} or {@code --only handbook}, or both. */
    void run(EventSource source) throws IOException {
        Optional<String> missing =
                Contestants.failure(List.of(options.python(), "-c", "import duckdb, pandas, polars, pyarrow"));
        if (missing.isPresent()) {
            out.println("  offline is left out: " + missing.get());
            return;
        }
        Path parent = options.scratch().orElse(Path.of(System.getProperty("java.io.tmpdir")));
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "forebay-offline-");
        try {
            Path events = directory.resolve("events.parquet");
            parquet(source, events);
            if (wanted("w2")) {
                Path part = Files.createDirectory(directory.resolve("w2"));
                OfflineRace race = new OfflineRace(events, part, comparison("transaction_id"), out);
                report("offline-w2", "W2 offline, Parquet to Parquet", w2(), race, source.count());
            }
            if (wanted("handbook")) {
                Path part = Files.createDirectory(directory.resolve("handbook"));
                Path transactions = directory.resolve("transactions.parquet");
                python("handbook_transactions.py", events.toString(), transactions.toString());
                OfflineRace race = new OfflineRace(transactions, part, comparison("TRANSACTION_ID"), out);
                report(
                        "offline-handbook",
                        "The handbook's features, Parquet to Parquet",
                        handbook(),
                        race,
                        source.count());
            }
        } finally {
            KafkaRaces.delete(directory);
        }
    }

    private boolean wanted(String part) {
        return options.only().isEmpty() || options.only().contains(part);
    }

    /** Files are compared with that of the first job; its columns must be in the others. */
    private List<String> comparison(String id) {
        return List.of(options.python(), script("compare_features.py"), id, "1e-6");
    }

    private String script(String name) {
        return home.resolve("python").resolve(name).toString();
    }

    private void parquet(EventSource source, Path events) throws IOException {
        Path lines = events.resolveSibling("events.jsonl");
        try (Stream<CardEvent> all = source.events(source.count())) {
            Iterator<String> json = all.map(CardEvent::json).iterator();
            Files.write(lines, (Iterable<String>) () -> json);
        }
        python("events_parquet.py", lines.toString(), events.toString());
        Files.delete(lines);
    }

    private void python(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(options.python(), script(script)));
        command.addAll(List.of(arguments));
        Contestants.failure(command).ifPresent(reason -> {
            throw new UncheckedIOException(new IOException(reason));
        });
    }

    private List<FileJob> w2() {
        String scaler = home.resolve("w2/scaler.json").toString();
        return List.of(
                new FileJob(
                        "duckdb",
                        "DuckDB, one query with six RANGE frames, 2 threads",
                        2,
                        Map.of(),
                        (in, to) -> List.of(
                                options.python(), script("w2_duckdb.py"), in.toString(), to.toString(), "2", scaler)),
                new FileJob(
                        "polars",
                        "polars, six rolling passes over sorted keys, 2 threads",
                        2,
                        Map.of("POLARS_MAX_THREADS", "2"),
                        (in, to) -> List.of(
                                options.python(), script("w2_polars.py"), in.toString(), to.toString(), scaler)),
                backfill(home.resolve("w2/pipeline.yaml")));
    }

    private List<FileJob> handbook() {
        return List.of(
                new FileJob(
                        "pandas",
                        "the handbook's own functions: groupby-apply and rolling in pandas",
                        50,
                        Map.of(),
                        (in, to) ->
                                List.of(options.python(), script("handbook_pandas.py"), in.toString(), to.toString())),
                backfill(home.resolveSibling("examples/handbook/pipeline.yaml")));
    }

    private FileJob backfill(Path definition) {
        String launcher = home.resolveSibling("cli/target/forebay/bin/forebay").toString();
        return new FileJob(
                FOREBAY,
                "forebay backfill",
                0,
                Map.of("FOREBAY_JAVA_OPTS", "-Xmx2g"),
                (in, to) -> List.of(
                        launcher, "backfill", definition.toString(), "--from", in.toString(), "--to", to.toString()));
    }

    private void report(String name, String title, List<FileJob> jobs, OfflineRace race, int rows) throws IOException {
        Map<String, String> machine = results.machine();
        List<OfflineRace.Run> runs = race.run(jobs, options.rounds());
        StringBuilder text = new StringBuilder("# %s, %,d rows%n%n".formatted(title, rows));
        machine.forEach((key, value) -> text.append("- %s: %s%n".formatted(key, value)));
        text.append("\nMedian (least-greatest) of the rounds.\n\n| program | rows/s | seconds | us CPU/row | peak MB"
                + " | Forebay is faster by | wanted |\n|---|---|---|---|---|---|---|\n");
        for (FileJob job : jobs) {
            text.append("| %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            job.name(),
                            spread(runs, job, run -> rows / run.seconds()).text(),
                            spread(runs, job, OfflineRace.Run::seconds).text(),
                            spread(runs, job, run -> 1e6 * run.cpuSeconds() / rows)
                                    .text(),
                            spread(runs, job, run -> run.peakBytes() / 1e6).text(),
                            job.wanted() == 0 ? "" : faster(runs, job).text(),
                            job.wanted() == 0 ? "" : job.wanted()));
        }
        text.append('\n');
        jobs.forEach(job -> text.append("- **%s**: %s%n".formatted(job.name(), job.description())));
        runs.stream()
                .filter(run -> !run.problem().isEmpty())
                .forEach(run -> text.append(
                        "- **%s**, round %d does not count: %s%n".formatted(run.name(), run.round(), run.problem())));
        results.write(name, text.toString(), Report.json(runs));
    }

    private static Spread spread(List<OfflineRace.Run> runs, FileJob job, ToDoubleFunction<OfflineRace.Run> value) {
        return Spread.of(valid(runs, job.name()).mapToDouble(value));
    }

    private static Spread faster(List<OfflineRace.Run> runs, FileJob job) {
        return Spread.of(valid(runs, job.name())
                .flatMapToDouble(run -> valid(runs, FOREBAY)
                        .filter(ours -> ours.round() == run.round())
                        .mapToDouble(ours -> run.seconds() / ours.seconds())));
    }

    private static Stream<OfflineRace.Run> valid(List<OfflineRace.Run> runs, String name) {
        return runs.stream()
                .filter(run -> run.name().equals(name) && run.problem().isEmpty());
    }
}
