package dev.forebay.benchmarks;

import dev.forebay.benchmarks.harness.Report;
import dev.forebay.benchmarks.harness.Spread;
import dev.forebay.benchmarks.transforms.TransformRace;
import dev.forebay.benchmarks.transforms.TransformRace.Times;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Fitted transforms in memory, beside scikit-learn and ONNX Runtime. */
final class TransformRaces {

    private final Path home;
    private final Options options;
    private final ResultFiles results;
    private final PrintStream out;

    TransformRaces(Path home, Options options, ResultFiles results, PrintStream out) {
        this.home = home.toAbsolutePath();
        this.options = options;
        this.results = results;
        this.out = out;
    }

    void run() throws IOException {
        Optional<String> missing = Contestants.failure(List.of(options.python(), "-c", "import joblib, sklearn"));
        if (missing.isPresent()) {
            out.println("  transforms is left out: " + missing.get());
            return;
        }
        Path parent = options.scratch().orElse(Path.of(System.getProperty("java.io.tmpdir")));
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "forebay-transforms-");
        try {
            TransformRace race =
                    new TransformRace(options.python(), home.resolve("python/transforms.py"), directory, out);
            List<Times> all = race.run(options.events(), options.rounds(), options.only());
            results.write("transforms", report(all), Report.json(all));
        } finally {
            KafkaRaces.delete(directory);
        }
    }

    private String report(List<Times> all) {
        StringBuilder text = new StringBuilder(
                "# Fitted transforms, %,d rows of 10 columns in memory%n%n".formatted(options.events()));
        results.machine().forEach((key, value) -> text.append("- %s: %s%n".formatted(key, value)));
        text.append("""

                Median (least-greatest) of the rounds; one thread each. Ratios are the peer's time over Forebay's, round by round; wanted: 1 on many
                rows, 1,000 on one. ONNX Runtime has what sklearn2onnx makes; a dash where that has no form.

                | transformer | ns a row | scikit-learn / it | ONNX / it | ns for one row | scikit-learn / it | ONNX / it |
                |---|---|---|---|---|---|---|
                """);
        for (String name : all.stream().map(Times::name).distinct().toList()) {
            List<Times> of =
                    all.stream().filter(each -> each.name().equals(name)).toList();
            text.append("| %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            name,
                            spread(of, Times::nanos),
                            spread(of, each -> each.sklearnNanos() / each.nanos()),
                            spread(of, each -> each.onnxNanos() / each.nanos()),
                            spread(of, Times::oneNanos),
                            spread(of, each -> each.sklearnOneNanos() / each.oneNanos()),
                            spread(of, each -> each.onnxOneNanos() / each.oneNanos())));
        }
        return text.toString();
    }

    private static String spread(List<Times> times, ToDoubleFunction<Times> value) {
        return Spread.of(times.stream().mapToDouble(value)).text();
    }
}
