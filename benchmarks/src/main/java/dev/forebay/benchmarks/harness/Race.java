package dev.forebay.benchmarks.harness;

import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.broker.BrokerMain;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.IsolationLevel;

/**
 * Contestants run one after the other, round by round, against one broker that is a process of its own. Each run reads the
 * same input topic and writes a topic of its own, which is read and checked when the run is over.
 */
public final class Race implements AutoCloseable {

    private static final Duration BROKER_START = Duration.ofSeconds(60);
    private static final Duration SAMPLE = Duration.ofMillis(100);
    private static final int QUIET_SAMPLES = 15;
    private static final Pattern READY = Pattern.compile("ready (\\S+)");

    private final EventSource source;
    private final Oracle oracle;
    private final Duration patience;
    private final Path directory;
    private final PrintStream progress;
    private final ChildProcess broker;
    private final String brokers;
    private final Topics topics;
    private final Set<String> inputs = new HashSet<>();

    /**
     * Starts the broker.
     *
     * @param directory for the broker's data and all logs; must be empty
     * @param patience how long one run may take
     */
    public Race(EventSource source, Oracle oracle, Duration patience, Path directory, PrintStream progress) {
        this.source = source;
        this.oracle = oracle;
        this.patience = patience;
        this.directory = directory;
        this.progress = progress;
        List<String> arguments = List.of("--dir", directory.resolve("kafka").toString());
        broker = ChildProcess.start(
                JavaProgram.command("1g", BrokerMain.class, arguments), Map.of(), directory.resolve("broker.log"));
        brokers = address();
        topics = new Topics(brokers);
    }

    private String address() {
        Optional<String> found = Waiting.answer(BROKER_START, SAMPLE, () -> {
            Matcher ready = READY.matcher(broker.lastLines(20));
            return ready.find() ? Optional.of(ready.group(1)) : Optional.empty();
        });
        return found.orElseThrow(() -> new IllegalStateException("the broker did not start:\n" + broker.lastLines(20)));
    }

    /** Every contestant in every round; each round begins with another one. */
    public List<Measurement> run(List<Contestant> contestants, int rounds) {
        List<Measurement> all = new ArrayList<>();
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 1; round <= rounds; round++) {
            for (Contestant contestant : order) {
                Measurement measured = run(contestant, round);
                all.add(measured);
                progress.printf(
                        "  round %d  %-16s %s%n",
                        round,
                        contestant.name(),
                        measured.valid()
                                ? "%,.0f events/s, %.1f us CPU an event"
                                        .formatted(measured.steadyPerSecond(), measured.cpuMicros())
                                : measured.problem());
            }
            Collections.rotate(order, -1);
        }
        return all;
    }

    private Measurement run(Contestant contestant, int round) {
        int events = Math.min(contestant.maxEvents(), source.count());
        String input = input(events);
        String id = "%s-%d".formatted(contestant.name(), round);
        RunSettings settings = new RunSettings(brokers, input, "out-" + id, id, emptyDirectory(id));
        topics.createOutput(settings.output());
        contestant.topics(settings).forEach(topics::createOutput);
        try {
            return run(contestant, round, events, settings);
        } finally {
            topics.deleteAllBut(inputs);
        }
    }

    private Measurement run(Contestant contestant, int round, int events, RunSettings settings) {
        CpuRecord cpu = new CpuRecord();
        long start = System.currentTimeMillis();
        Found found;
        try (ChildProcess process = ChildProcess.start(
                contestant.command(settings),
                contestant.environment(settings),
                settings.directory().resolve("log"))) {
            Optional<Found> complete =
                    Waiting.answer(patience, SAMPLE, new Watch(settings, events, process, cpu)::look);
            if (complete.isEmpty()) {
                return Measurement.failed(
                        contestant.name(), round, events, "not done after " + patience.toSeconds() + " s");
            }
            found = complete.get();
            if (found.missing() > 0) {
                return Measurement.failed(
                        contestant.name(), round, events, "ended by itself:\n" + process.lastLines(15));
            }
        }
        String problem = problem("outputs", found.outputs());
        if (problem.isEmpty() && found.rejected().isPresent()) {
            problem = problem("dead letters", found.rejected().get());
        }
        return problem.isEmpty()
                ? Measurement.of(contestant.name(), round, events, start, found.outputs(), cpu)
                : Measurement.failed(contestant.name(), round, events, problem);
    }

    private static String problem(String what, OutputReader.Output output) {
        return output.wrong() == 0
                ? ""
                : "%d of %d %s are wrong; %s".formatted(output.wrong(), output.records(), what, output.firstWrong());
    }

    /** What a run wrote; dead letters where some are expected. */
    private record Found(OutputReader.Output outputs, Optional<OutputReader.Output> rejected) {

        int missing() {
            return outputs.missing()
                    + rejected.map(OutputReader.Output::missing).orElse(0);
        }
    }

    /** Looks at one run from outside until its output is complete. */
    private final class Watch {

        private final RunSettings settings;
        private final int events;
        private final int outputs;
        private final ChildProcess process;
        private final CpuRecord cpu;
        private long lastEnd;
        private int quiet;

        Watch(RunSettings settings, int events, ChildProcess process, CpuRecord cpu) {
            this.settings = settings;
            this.events = events;
            outputs = oracle.outputs(events);
            this.process = process;
            this.cpu = cpu;
        }

        /** Complete: enough is committed, nothing is open, nothing has come for a while. Or the process is gone. */
        Optional<Found> look() {
            cpu.sample(process, broker);
            long end = topics.end(settings.output(), IsolationLevel.READ_UNCOMMITTED);
            long committed = topics.end(settings.output(), IsolationLevel.READ_COMMITTED);
            quiet = end == lastEnd && committed == end && end >= outputs ? quiet + 1 : 0;
            lastEnd = end;
            if (process.alive() && quiet < QUIET_SAMPLES) {
                return Optional.empty();
            }
            quiet = 0;
            Optional<OutputReader.Output> rejected = outputs == events
                    ? Optional.empty()
                    : Optional.of(OutputReader.readRejected(brokers, settings.rejected(), oracle, events));
            Found found = new Found(OutputReader.read(brokers, settings.output(), oracle, events), rejected);
            return found.missing() == 0 || !process.alive() ? Optional.of(found) : Optional.empty();
        }
    }

    private String input(int events) {
        String topic = "events-" + events;
        if (inputs.add(topic)) {
            progress.printf("  loading %,d events%n", events);
            topics.load(topic, source, events);
        }
        return topic;
    }

    private Path emptyDirectory(String name) {
        try {
            return Files.createDirectory(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for " + name, e);
        }
    }

    @Override
    public void close() {
        topics.close();
        broker.close();
    }
}
