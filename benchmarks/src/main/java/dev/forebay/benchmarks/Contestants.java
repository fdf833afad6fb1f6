package dev.forebay.benchmarks;

import dev.forebay.benchmarks.harness.Contestant;
import dev.forebay.benchmarks.harness.JavaProgram;
import dev.forebay.benchmarks.harness.RunSettings;
import dev.forebay.benchmarks.w1.FlinkJob;
import dev.forebay.benchmarks.w1.PlainLoop;
import dev.forebay.benchmarks.w1.StreamsJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who takes part in W1, with the ratio Forebay is to reach to each. */
final class Contestants {

    /** A contestant, and Forebay's rate over its own as it should be; 0 for Forebay itself. */
    record Entry(Contestant contestant, double wanted) {}

    private static final String HEAP = "2g";

    private final Path home;
    private final String python;

    /** {@code home} is the directory of this module, with {@code w1} and {@code python} in it. */
    Contestants(Path home, String python) {
        this.home = home;
        this.python = python;
    }

    List<Entry> all() {
        return List.of(
                new Entry(
                        new PythonLoop(
                                "seed",
                                "Python, pandas and scikit-learn for each message; at least once",
                                2_000,
                                "seed_loop.py",
                                "import confluent_kafka, joblib, numpy, pandas, sklearn"),
                        2_000),
                new Entry(
                        new PythonLoop(
                                "python",
                                "Python without pandas: orjson or json, plain floats, batches; at least once",
                                Integer.MAX_VALUE,
                                "careful_loop.py",
                                "import confluent_kafka"),
                        2),
                job(
                        "streams",
                        "Kafka Streams as most write it: data binding, client defaults; exactly once (v2), 2 threads",
                        StreamsJob.class,
                        "usual",
                        2),
                job(
                        "streams-tuned",
                        "Kafka Streams, tuned: streaming JSON, fast number code, tuned clients; exactly once (v2), 2 threads",
                        StreamsJob.class,
                        "tuned",
                        2),
                job(
                        "flink",
                        "Flink DataStream as most write it: data binding, client defaults; exactly once, parallelism 2",
                        FlinkJob.class,
                        "usual",
                        2),
                job(
                        "flink-tuned",
                        "Flink DataStream, tuned as streams-tuned, object reuse; exactly once, parallelism 2",
                        FlinkJob.class,
                        "tuned",
                        2),
                job(
                        "limit",
                        "plain Kafka clients, hand-written, 1 thread, no offsets or transactions: a bound",
                        PlainLoop.class,
                        "tuned",
                        0.6),
                new Entry(new Forebay(), 0));
    }

    private Entry job(String name, String description, Class<?> main, String form, double wanted) {
        return new Entry(new JavaJob(name, description, main, form), wanted);
    }

    /** The packaged Forebay with {@code w1/pipeline.yaml}. */
    private final class Forebay implements Contestant {

        private final Path launcher = home.resolveSibling("cli/target/forebay/bin/forebay");

        @Override
        public String name() {
            return "forebay";
        }

        @Override
        public String description() {
            return "Forebay, w1/pipeline.yaml, exactly once, 1 worker";
        }

        @Override
        public int maxEvents() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Optional<String> unavailable() {
            return failure(List.of(launcher.toString(), "run", "--help"));
        }

        @Override
        public List<String> command(RunSettings run) {
            return List.of(
                    launcher.toString(), "run", home.resolve("w1/pipeline.yaml").toString());
        }

        @Override
        public List<String> topics(RunSettings run) {
            return List.of(run.output() + ".rejected");
        }

        @Override
        public Map<String, String> environment(RunSettings run) {
            return Map.of(
                    "W1_BROKERS", run.brokers(),
                    "W1_INPUT", run.input(),
                    "W1_OUTPUT", run.output(),
                    "W1_REJECTED", run.output() + ".rejected",
                    "W1_RUN", run.id(),
                    "W1_STATE", run.directory().resolve("state").toString(),
                    "FOREBAY_JAVA_OPTS", "-Xmx" + HEAP);
        }
    }

    /** Why a command does not work here: the last line it says, if it fails. */
    private static Optional<String> failure(List<String> command) {
        try {
            Process probe =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return probe.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of(command.get(0) + ": " + said.substring(said.lastIndexOf('\n') + 1));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** A hand-written job of this module in a JVM of its own. */
    private final class JavaJob implements Contestant {

        private final String name;
        private final String description;
        private final Class<?> main;
        private final String form;

        JavaJob(String name, String description, Class<?> main, String form) {
            this.name = name;
            this.description = description;
            this.main = main;
            this.form = form;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return description;
        }

        @Override
        public int maxEvents() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public List<String> command(RunSettings run) {
            String scaler = home.resolve("w1/scaler.json").toString();
            return JavaProgram.command(
                    HEAP, main, List.of(run.brokers(), run.input(), run.output(), run.id(), scaler, form));
        }
    }

    /** A loop in {@code python/}. */
    private final class PythonLoop implements Contestant {

        private final String name;
        private final String description;
        private final int maxEvents;
        private final String script;
        private final String imports;

        PythonLoop(String name, String description, int maxEvents, String script, String imports) {
            this.name = name;
            this.description = description;
            this.maxEvents = maxEvents;
            this.script = script;
            this.imports = imports;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return description;
        }

        @Override
        public int maxEvents() {
            return maxEvents;
        }

        @Override
        public Optional<String> unavailable() {
            return failure(List.of(python, "-c", imports));
        }

        @Override
        public List<String> command(RunSettings run) {
            String directory = home.resolve("w1").toString();
            String file = home.resolve("python").resolve(script).toString();
            return List.of(python, file, run.brokers(), run.input(), run.output(), run.id(), directory);
        }
    }
}
