package dev.forebay.benchmarks;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.events.GeneratedEvents;
import dev.forebay.benchmarks.events.JsonlEvents;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The benchmarks' command line; {@code benchmarks/run} builds and calls it. The system property {@code
 * forebay.benchmarks} names this module's directory. Exit code 2: what was asked for is wrong.
 */
public final class Main {

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
        Options defaults = Options.defaults(python, home.resolve("target/results"));
        try {
            List<String> words = List.of(arguments);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("what is to be measured?");
            }
            new Main(home, Options.parse(defaults, words.subList(1, words.size())), System.out).run(words.get(0));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
        }
    }

    private void run(String what) throws IOException {
        ResultFiles results = new ResultFiles(options, out);
        KafkaRaces races = new KafkaRaces(home, options, results, out);
        switch (what) {
            case "w1" -> races.w1(source());
            case "w2" -> races.w2(source());
            case "engine" -> new EngineRaces(home, options, results, out).run(source());
            case "latency" -> new EngineRaces(home, options, results, out).latency(source());
            case "request" -> new EngineRaces(home, options, results, out).requests(source());
            case "keys" -> new EngineRaces(home, options, results, out).keys();
            case "offline" -> new OfflineRaces(home, options, results, out).run(source());
            case "transforms" -> new TransformRaces(home, options, results, out).run();
            case "events" -> events();
            default -> throw new IllegalArgumentException(what + ": not known");
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
}
