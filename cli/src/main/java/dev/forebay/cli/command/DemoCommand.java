package dev.forebay.cli.command;

import ch.qos.logback.classic.Level;
import dev.forebay.broker.EmbeddedKafka;
import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Logging;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.demo.DemoProject;
import dev.forebay.cli.demo.TrafficProducer;
import dev.forebay.runtime.EmbeddedRun;
import dev.forebay.runtime.RunOptions;
import dev.forebay.runtime.RunStatus;
import dev.forebay.runtime.RunSummary;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.load.LoadedPipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "A real Kafka broker, simulated card payments and the pipeline over them, in one command.",
        footer = {
            "",
            "About one event in a hundred is broken on purpose and goes to the dead letters with its reasons.",
            "",
            "Examples:",
            "  forebay demo                       until Ctrl-C",
            "  forebay demo --for 20s --json      a summary for programs"
        })
final class DemoCommand implements Callable<Integer> {
    private static final String TOPIC = "transaction_logs";
    private static final int PARTITIONS = 2;
    private static final long SEED = 2018;
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "End after this time, such as 20s (default: Ctrl-C ends).")
    private @Nullable String length;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second (default: 10000).")
    private int rate = 10_000;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    @Option(names = "--plain", description = "Status as lines, not as a live screen.")
    private boolean plain;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Duration duration = length == null ? null : Arguments.duration("--for", length);
        if (rate < 1 || rate > 1_000_000) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--rate is " + rate, "expected 1 to 1000000");
        }
        try (StopSignal signal = new StopSignal(stopping::countDown, CATCH_UP.toSeconds() * 3)) {
            LiveRun live = new LiveRun(terminal, plain || json, Logging.Format.TEXT, Level.WARN);
            Logging.silenceBroker();
            int code = run(duration, live);
            terminal.out().flush();
            terminal.err().flush();
            signal.finished(code);
            return code;
        }
    }

    private int run(@Nullable Duration duration, LiveRun live) {
        step("starting a Kafka broker in this process");
        try (DemoProject project = DemoProject.create();
                EmbeddedKafka broker = EmbeddedKafka.start()) {
            broker.closeOnlyByCaller();
            Logging.silenceBroker();
            step("broker at " + broker.bootstrapServers() + "; topic " + TOPIC + " with " + PARTITIONS + " partitions");
            for (String topic : List.of(TOPIC, "fraud_features", TOPIC + ".rejected")) {
                broker.createTopic(topic, PARTITIONS);
            }
            LoadedPipeline pipeline = Loading.pipeline(
                    project.definition(),
                    name -> name.equals("KAFKA_BROKERS") ? broker.bootstrapServers() : System.getenv(name),
                    terminal);
            return follow(pipeline, project, broker, duration, live);
        } catch (IOException e) {
            throw CommandFailure.failed(CliCode.CANNOT_WRITE, "the demo cannot write its files: " + e.getMessage());
        } catch (RunFailure e) {
            terminal.diagnostics(List.of(e.diagnostic()));
            return CommandFailure.FAILED;
        }
    }

    private int follow(
            LoadedPipeline pipeline,
            DemoProject project,
            EmbeddedKafka broker,
            @Nullable Duration duration,
            LiveRun live) {
        EmbeddedRun run = new EmbeddedRun(RunOptions.of(pipeline)
                .withStateDirectory(project.state())
                .withMetrics(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        try (TrafficProducer traffic = new TrafficProducer(broker.bootstrapServers(), TOPIC, rate, SEED)) {
            Thread ending = new Thread(() -> endAfter(duration, traffic, run), "demo-end");
            ending.setDaemon(true);
            step("running " + pipeline.plan().pipeline() + ": " + rate + " simulated payments a second"
                    + (duration == null ? "; Ctrl-C ends" : " for " + StatusPanel.duration(duration)));
            ending.start();
            RunSummary summary = live.run(run, status -> panel(pipeline, status, traffic));
            print(summary, traffic);
            return CommandFailure.DONE;
        }
    }

    /** Starts the traffic once the pipeline runs, stops it when the time is up or a signal came, and the run when it has read all. */
    private void endAfter(@Nullable Duration duration, TrafficProducer traffic, EmbeddedRun run) {
        try {
            // Traffic that came before the pipeline runs would wait for it and be told as latency.
            while (run.status().phase() != RunStatus.Phase.RUNNING && stopping.getCount() > 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            traffic.start();
            if (duration == null) {
                stopping.await();
            } else {
                stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            }
            traffic.stop();
            long deadline = System.nanoTime() + CATCH_UP.toNanos();
            while (run.status().read() < traffic.produced() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        run.stop();
    }

    private static List<String> panel(LoadedPipeline pipeline, RunStatus status, TrafficProducer traffic) {
        List<String> lines = new ArrayList<>(StatusPanel.lines(pipeline.plan(), status));
        lines.add(
                2,
                String.format(
                        Locale.ROOT,
                        "  produced  %,14d   (%,d broken on purpose)",
                        traffic.produced(),
                        traffic.broken()));
        return lines;
    }

    private void print(RunSummary summary, TrafficProducer traffic) {
        if (json) {
            Map<String, @Nullable Object> data = new LinkedHashMap<>(Summaries.asData(summary));
            data.put("produced", traffic.produced());
            data.put("broken", traffic.broken());
            terminal.json(data);
            return;
        }
        terminal.out().println();
        Summaries.print(summary, terminal.out());
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "  produced %,d events, %,d of them broken on purpose%n",
                        traffic.produced(),
                        traffic.broken());
    }

    private void step(String text) {
        terminal.err().println("demo: " + text);
        terminal.err().flush();
    }
}
