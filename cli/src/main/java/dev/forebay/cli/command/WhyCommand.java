package dev.forebay.cli.command;

import ch.qos.logback.classic.Level;
import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.LiveScreen;
import dev.forebay.cli.console.Logging;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.why.Emitted;
import dev.forebay.cli.why.EventQuery;
import dev.forebay.cli.why.Position;
import dev.forebay.cli.why.Trace;
import dev.forebay.cli.why.TraceData;
import dev.forebay.cli.why.TraceProgress;
import dev.forebay.cli.why.TraceText;
import dev.forebay.cli.why.Tracer;
import dev.forebay.runtime.failure.RunFailure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description = {
            "Explains one event of the history: what was received, the checks, every feature down to the events in its windows, transforms,"
                    + " the model's input and answer.",
            "The event is computed again by the same engine, out of the recorded input; it says whether that is what was emitted."
        },
        footer = {
            "",
            "Examples:",
            "  forebay why 174500                  of the newest run of the history",
            "  forebay why 174500 --run 17 --feature customer_tx_7d",
            "  forebay why --position 0:8112 --run 17         also where the id cannot be read",
            "  forebay why 174500 --definition pipeline.yaml          as the live pipeline read it from its topic",
            "  forebay why 174500 --definition pipeline.yaml --from events.jsonl --json --all"
        })
final class WhyCommand implements Callable<Integer> {
    private static final Pattern POSITION = Pattern.compile("(?:([0-9]{1,9}):)?([0-9]{1,18})");
    private static final int TOLD = 20;
    private static final long STOP_SECONDS = 10;
    private static final long REDRAW_MILLIS = 200;

    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "EVENT_ID", description = "Its id.")
    private @Nullable String id;

    @Option(names = "--time", paramLabel = "TIME", description = "Its time, where several events have the id.")
    private @Nullable String time;

    @Option(
            names = "--position",
            paramLabel = "P:O",
            description = "Its partition and offset; of a file its number from 0. Found without a scan for the id.")
    private @Nullable String position;

    @Mixin
    private WhySource source = new WhySource();

    @Option(names = "--feature", paramLabel = "NAME", description = "Only this feature; may be repeated.")
    private List<String> features = List.of();

    @Option(names = "--all", description = "All events of each window (default: the newest 20).")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    WhyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        EventQuery query = query();
        Logging.configure(
                Logging.Format.TEXT, Level.WARN, line -> terminal.err().println(line));
        WhySource.Found found = source.find(terminal);
        requireFeatures(found);
        AtomicBoolean stopped = new AtomicBoolean();
        TraceProgress progress = new TraceProgress(stopped::get);
        try (StopSignal signal = new StopSignal(() -> stopped.set(true), STOP_SECONDS)) {
            int code = explain(found, query, progress);
            terminal.out().flush();
            signal.finished(code);
            return code;
        }
    }

    private EventQuery query() {
        Position at = null;
        if (position != null) {
            Matcher matcher = POSITION.matcher(position);
            if (!matcher.matches()) {
                throw CommandFailure.wrong(
                        CliCode.BAD_ARGUMENT,
                        "--position is '" + position + "'",
                        "expected PARTITION:OFFSET such as 0:8112; of a file the event's number from 0 will do");
            }
            int partition = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
            at = new Position(partition, Long.parseLong(matcher.group(2)));
        }
        if (id == null && at == null) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT, "which event?", "expected its id, or --position PARTITION:OFFSET");
        }
        Instant instant = Arguments.instant("--time", time);
        OptionalLong micros = instant == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L));
        return new EventQuery(id, micros, at);
    }

    private void requireFeatures(WhySource.Found found) {
        List<String> names = found.pipeline().plan().columns().stream()
                .map(column -> column.name())
                .toList();
        for (String feature : features) {
            if (!names.contains(feature)) {
                throw CommandFailure.wrong(
                        CliCode.BAD_ARGUMENT,
                        "--feature is '" + feature + "'",
                        "columns here: " + String.join(", ", names));
            }
        }
    }

    private int explain(WhySource.Found found, EventQuery query, TraceProgress progress) {
        int most = all ? Integer.MAX_VALUE - 1 : TOLD;
        CountDownLatch ended = new CountDownLatch(1);
        Thread watch = watch(progress, ended);
        Trace trace;
        try {
            trace = new Tracer(found.pipeline().plan(), found.pipeline().scorers(), found.input(), most, progress)
                    .trace(query)
                    .withFeatures(features);
        } catch (RunFailure e) {
            throw CommandFailure.failed(List.of(e.diagnostic()));
        } finally {
            ended.countDown();
            join(watch);
        }
        print(found, trace, found.emitted(trace));
        return CommandFailure.DONE;
    }

    private void print(WhySource.Found found, Trace trace, Emitted emitted) {
        if (json) {
            Map<String, @Nullable Object> data = TraceData.of(trace);
            data.put("release", found.release());
            data.put("run", found.run());
            data.put("same_as_emitted", emitted.answer());
            data.put("emitted", emitted.told());
            terminal.json(data);
            return;
        }
        TraceText text = new TraceText(terminal.out());
        text.printEvent(trace);
        terminal.out().println("release   " + found.release());
        if (found.run() != null) {
            terminal.out().println("run       " + found.run());
        }
        terminal.out().println("same as emitted: " + emitted.answer() + " (" + emitted.told() + ")");
        text.printParts(trace);
    }

    private @Nullable Thread watch(TraceProgress progress, CountDownLatch ended) {
        if (!terminal.errIsTerminal()) {
            return null;
        }
        LiveScreen screen = new LiveScreen(terminal.err());
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!ended.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS)) {
                            screen.draw(List.of(String.format(
                                    Locale.ROOT, "%5.1f %%   read %,d", 100 * progress.share(), progress.read())));
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    screen.draw(List.of());
                    screen.end();
                },
                "forebay-progress");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(@Nullable Thread watch) {
        try {
            if (watch != null) {
                watch.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
