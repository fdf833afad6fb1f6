package dev.forebay.benchmarks;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.events.GeneratedEvents;
import dev.forebay.benchmarks.events.JsonlEvents;
import dev.forebay.benchmarks.harness.Contestant;
import dev.forebay.benchmarks.harness.ExpectedOutput;
import dev.forebay.benchmarks.harness.Measurement;
import dev.forebay.benchmarks.harness.Race;
import dev.forebay.benchmarks.harness.Report;
import dev.forebay.benchmarks.harness.Result;
import dev.forebay.benchmarks.harness.Spread;
import dev.forebay.benchmarks.memory.InMemoryRace;
import dev.forebay.benchmarks.w1.Scaler;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The benchmarks' command line; {@code benchmarks/run} builds and calls it. The system property {@code
 * forebay.benchmarks} names this module's directory. Exit code 2: what was asked for is wrong.
 */
public final class Main {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path home;
    private final Options options;
    private final PrintStream out;

    private Main(Path home, Options options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Path home = Path.of(System.getProperty("forebay.benchmarks", "benchmarks"));
        String python = Stream.of(home.resolve("target/venv/bin/python"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("python3");
        Options defaults = new Options(
                1_000_000, 3, List.of(), Optional.empty(), python, home.resolve("target/results"), Optional.empty());
        try {
            List<String> words = List.of(arguments);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("what is to be measured?");
            }
            Main main = new Main(home, Options.parse(defaults, words.subList(1, words.size())), System.out);
            switch (words.get(0)) {
                case "w1" -> main.race();
                case "engine" -> main.engine();
                case "events" -> main.events();
                default -> throw new IllegalArgumentException(words.get(0) + ": not known");
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
        }
    }

    private void events() {
        try (Stream<CardEvent> events = source().events(options.events())) {
            events.forEach(event -> out.println(event.json()));
        }
    }

    private EventSource source() {
        return options.input()
                .<EventSource>map(file -> new JsonlEvents(file, options.events()))
                .orElseGet(() -> new GeneratedEvents(options.events()));
    }

    private void race() throws IOException {
        List<Contestants.Entry> chosen = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        for (Contestants.Entry entry : entries()) {
            Optional<String> reason = entry.contestant().unavailable();
            reason.ifPresentOrElse(text -> skipped.put(entry.contestant().name(), text), () -> chosen.add(entry));
        }
        skipped.forEach((name, reason) -> out.printf("  %s is left out: %s%n", name, reason));
        Map<String, String> machine = machine();
        List<Measurement> measurements = measure(chosen);
        machine.put("load after", load());
        Result result = new Result(machine, rows(chosen), skipped, measurements);
        write("w1", new Report(result).markdown(), Report.json(result));
    }

    private void engine() throws IOException {
        InMemoryRace race = new InMemoryRace(source(), home.resolve("w1"));
        List<InMemoryRace.Pass> passes = race.run(options.rounds());
        StringBuilder text = new StringBuilder("# W1 in memory: JSON bytes to three numbers, one thread\n\n");
        machine().forEach((name, value) -> text.append("- %s: %s%n".formatted(name, value)));
        text.append("\nMedian (least-greatest) of the rounds.\n\n| way | events/s | ns CPU/event |\n|---|---|---|\n");
        passes.stream().map(InMemoryRace.Pass::name).distinct().sorted().forEach(name -> {
            Spread rate = spread(passes, name, pass -> 1e9 / pass.nanos());
            Spread cpu = spread(passes, name, InMemoryRace.Pass::cpuNanos);
            text.append("| %s | %s | %s |%n".formatted(name, rate.text(), cpu.text()));
        });
        text.append("\nThe engine's rate over the hand-written one: %s; by CPU time: %s; wanted: 0.5.%n"
                .formatted(
                        ratio(passes, InMemoryRace.Pass::nanos).text(),
                        ratio(passes, InMemoryRace.Pass::cpuNanos).text()));
        write("engine", text.toString(), Report.json(passes));
    }

    /** Time of the hand-written way over the engine's, round by round. */
    private static Spread ratio(List<InMemoryRace.Pass> passes, ToDoubleFunction<InMemoryRace.Pass> time) {
        return Spread.of(passes.stream()
                .filter(pass -> pass.name().equals("engine"))
                .flatMapToDouble(engine -> passes.stream()
                        .filter(pass -> pass.name().equals("hand-written") && pass.round() == engine.round())
                        .mapToDouble(hand -> time.applyAsDouble(hand) / time.applyAsDouble(engine))));
    }

    private static Spread spread(
            List<InMemoryRace.Pass> passes, String name, ToDoubleFunction<InMemoryRace.Pass> value) {
        return Spread.of(
                passes.stream().filter(pass -> pass.name().equals(name)).mapToDouble(value));
    }

    private List<Contestants.Entry> entries() {
        List<Contestants.Entry> all = new Contestants(home.toAbsolutePath(), options.python()).all();
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

    private List<Measurement> measure(List<Contestants.Entry> chosen) throws IOException {
        EventSource source = source();
        ExpectedOutput expected = new ExpectedOutput(source, Scaler.read(home.resolve("w1/scaler.json")));
        List<Contestant> contestants =
                chosen.stream().map(Contestants.Entry::contestant).toList();
        Path parent = options.scratch().orElse(Path.of(System.getProperty("java.io.tmpdir")));
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "forebay-w1-");
        try (Race race = new Race(source, expected, PATIENCE, directory, out)) {
            return race.run(contestants, options.rounds());
        } finally {
            delete(directory);
        }
    }

    private static List<Result.Row> rows(List<Contestants.Entry> chosen) {
        return chosen.stream()
                .map(entry -> new Result.Row(
                        entry.contestant().name(), entry.contestant().description(), entry.wanted()))
                .toList();
    }

    private Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put("commit", System.getProperty("forebay.commit", "unknown"));
        machine.put(
                "machine",
                "%s %s, %d cores"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors()));
        machine.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        machine.put(
                "events",
                options.events() + options.input().map(file -> " of " + file).orElse(", generated"));
        machine.put("rounds", Integer.toString(options.rounds()));
        machine.put("load before", load());
        return machine;
    }

    /** The system's load average over the last minute: what else ran tells how far to trust the rates. */
    private static String load() {
        return "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void write(String name, String markdown, String json) throws IOException {
        Files.createDirectories(options.out());
        Path file = options.out().resolve(name + ".md");
        Files.writeString(file, markdown, StandardCharsets.UTF_8);
        Files.writeString(options.out().resolve(name + ".json"), json, StandardCharsets.UTF_8);
        out.printf("%n%s%nWritten to %s and %s.json%n", markdown, file, name);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
