package dev.forebay.benchmarks;

import dev.forebay.benchmarks.harness.Contestant;
import dev.forebay.benchmarks.harness.JavaProgram;
import dev.forebay.benchmarks.harness.RunSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who takes part in the workloads over Kafka, with the ratio Forebay is to reach to each. */
final class Contestants {

    /**
     * A contestant and what it is compared with.
     *
     * @param ours the form of Forebay that writes the same output
     * @param limit the bound that writes the same output
     * @param wanted Forebay's rate over its own as it should be; 0 for Forebay itself
     */
    record Entry(Contestant contestant, String ours, String limit, double wanted) {}

    private static final String HEAP = "2g";

    private static final String USUAL = "as most write it: data binding, client defaults";
    private static final String TUNED = "tuned: streaming JSON, fast number code, tuned clients";
    private static final String LIMIT =
            "plain Kafka clients, hand-written, 1 thread, no offsets or transactions: a bound";

    private final Path home;
    private final String python;

    /** {@code home} is the directory of this module, with {@code w1}, {@code w2} and {@code python} in it. */
    Contestants(Path home, String python) {
        this.home = home;
        this.python = python;
    }

    List<Entry> w1() {
        return List.of(
                w1(
                        new PythonLoop(
                                "seed",
                                "Python, pandas and scikit-learn for each message; at least once",
                                2_000,
                                "seed_loop.py",
                                "import confluent_kafka, joblib, numpy, pandas, sklearn"),
                        2_000),
                w1(
                        new PythonLoop(
                                "python",
                                "Python without pandas: orjson or json, plain floats, batches; at least once",
                                Integer.MAX_VALUE,
                                "careful_loop.py",
                                "import confluent_kafka"),
                        2),
                w1(
                        "streams",
                        "Kafka Streams " + USUAL + "; exactly once (v2), 2 threads",
                        dev.forebay.benchmarks.w1.StreamsJob.class,
                        "usual",
                        2),
                w1(
                        "streams-tuned",
                        "Kafka Streams, " + TUNED + "; exactly once (v2), 2 threads",
                        dev.forebay.benchmarks.w1.StreamsJob.class,
                        "tuned",
                        2),
                w1(
                        "flink",
                        "Flink DataStream " + USUAL + "; exactly once, parallelism 2",
                        dev.forebay.benchmarks.w1.FlinkJob.class,
                        "usual",
                        2),
                w1(
                        "flink-tuned",
                        "Flink DataStream, tuned as streams-tuned, object reuse; exactly once, parallelism 2",
                        dev.forebay.benchmarks.w1.FlinkJob.class,
                        "tuned",
                        2),
                w1("limit", LIMIT, dev.forebay.benchmarks.w1.PlainLoop.class, "tuned", 0.6),
                w1(
                        new Forebay(
                                "forebay", "Forebay, w1/pipeline.yaml, exactly once, 1 worker", "w1", "pipeline.yaml"),
                        0));
    }

    private Entry w1(String name, String description, Class<?> main, String form, double wanted) {
        return w1(new JavaJob(name, description, "w1", main, form), wanted);
    }

    private static Entry w1(Contestant contestant, double wanted) {
        return new Entry(contestant, "forebay", "limit", wanted);
    }

    List<Entry> w2() {
        Class<?> flink = dev.forebay.benchmarks.w2.FlinkJob.class;
        Class<?> streams = dev.forebay.benchmarks.w2.StreamsJob.class;
        Class<?> limit = dev.forebay.benchmarks.w2.PlainLoop.class;
        String usualFlink = "Flink DataStream " + USUAL + ", lists on the heap; exactly once, parallelism 2";
        String tunedFlink = "Flink DataStream, " + TUNED
                + ", own serializers, running sums on the heap; exactly once, parallelism 2";
        String stores = ", stores in RocksDB; exactly once (v2), 2 threads";
        return List.of(
                w2("streams", "Kafka Streams " + USUAL + stores, streams, "usual", 4),
                w2("streams-tuned", "Kafka Streams, " + TUNED + ", larger cache" + stores, streams, "tuned", 4),
                w2("flink", usualFlink, flink, "usual", 2),
                w2("flink-tuned", tunedFlink, flink, "tuned", 2),
                w2("flink-avro", usualFlink + "; Avro out", flink, "usual-avro", 3),
                w2("flink-tuned-avro", tunedFlink + "; Avro out", flink, "tuned-avro", 3),
                w2("limit", LIMIT, limit, "tuned", 0.6),
                w2("limit-avro", LIMIT + "; Avro out", limit, "tuned-avro", 0.6),
                w2(new Forebay("forebay", "Forebay, w2/pipeline.yaml, exactly once", "w2", "pipeline.yaml"), 0),
                w2(
                        new Forebay(
                                "forebay-avro",
                                "Forebay, w2/pipeline-avro.yaml, exactly once; Avro out",
                                "w2",
                                "pipeline-avro.yaml"),
                        0));
    }

    private Entry w2(String name, String description, Class<?> main, String form, double wanted) {
        return w2(new JavaJob(name, description, "w2", main, form), wanted);
    }

    private static Entry w2(Contestant contestant, double wanted) {
        String format = contestant.name().endsWith("-avro") ? "-avro" : "";
        return new Entry(contestant, "forebay" + format, "limit" + format, wanted);
    }

    /** The packaged Forebay with a workload's {@code pipeline.yaml}. */
    private final class Forebay implements Contestant {

        private final String name;
        private final String description;
        private final String workload;
        private final Path definition;
        private final Path launcher = home.resolveSibling("cli/target/forebay/bin/forebay");

        Forebay(String name, String description, String workload, String definition) {
            this.name = name;
            this.description = description;
            this.workload = workload;
            this.definition = home.resolve(workload).resolve(definition);
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
            return failure(List.of(launcher.toString(), "check", definition.toString()));
        }

        @Override
        public List<String> command(RunSettings run) {
            return List.of(launcher.toString(), "run", definition.toString());
        }

        @Override
        public List<String> topics(RunSettings run) {
            return List.of(run.rejected());
        }

        @Override
        public Map<String, String> environment(RunSettings run) {
            String prefix = workload.toUpperCase(Locale.ROOT) + "_";
            return Map.of(
                    prefix + "BROKERS",
                    run.brokers(),
                    prefix + "INPUT",
                    run.input(),
                    prefix + "OUTPUT",
                    run.output(),
                    prefix + "REJECTED",
                    run.rejected(),
                    prefix + "RUN",
                    run.id(),
                    prefix + "STATE",
                    run.directory().resolve("state").toString(),
                    "FOREBAY_JAVA_OPTS",
                    "-Xmx" + HEAP);
        }
    }

    /** Why a command does not work here: the first error it names, or the last line it says, if it fails. */
    static Optional<String> failure(List<String> command) {
        try {
            Process probe =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String reason = said.lines()
                    .filter(line -> line.contains(" error "))
                    .findFirst()
                    .orElse(said.substring(said.lastIndexOf('\n') + 1));
            return probe.waitFor() == 0 ? Optional.empty() : Optional.of(command.get(0) + ": " + reason);
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
        private final String workload;
        private final Class<?> main;
        private final String form;

        JavaJob(String name, String description, String workload, Class<?> main, String form) {
            this.name = name;
            this.description = description;
            this.workload = workload;
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
            String scaler = home.resolve(workload).resolve("scaler.json").toString();
            String directory = run.directory().toString();
            return JavaProgram.command(
                    HEAP, main, List.of(run.brokers(), run.input(), run.output(), run.id(), scaler, directory, form));
        }

        @Override
        public List<String> topics(RunSettings run) {
            return List.of(run.rejected());
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
