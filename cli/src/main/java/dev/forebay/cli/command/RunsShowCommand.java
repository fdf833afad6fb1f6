package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.registry.RecordedFile;
import dev.forebay.release.registry.RecordedRun;
import dev.forebay.release.registry.RunEnd;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "All that is known of a run.",
        footer = {"", "Example:", "  forebay runs show 17"})
final class RunsShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN", description = "Its number.")
    private long number;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(names = "--source", description = "Print the definition as it was written then.")
    private boolean source;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    RunsShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RecordedRun run = RecordedRuns.find(registry, number);
        if (source) {
            terminal.out().print(run.start().source());
            terminal.out().flush();
        } else if (json) {
            terminal.json(RecordedRuns.asData(run));
        } else {
            print(run, terminal.out());
        }
        return CommandFailure.DONE;
    }

    private static void print(RecordedRun run, PrintStream out) {
        out.println("run " + run.number() + ": " + run.start().kind() + " of " + run.pipeline() + ", "
                + RecordedRuns.outcome(run));
        out.println("  release     " + run.start().release());
        out.println("  definition  " + run.start().sourceName());
        out.println("  began       " + run.startedAt() + " by " + run.by() + " with Forebay " + run.engine());
        RunEnd end = run.end();
        if (end != null) {
            out.println("  ended       " + end.at()
                    + (end.outcome() == RunEnd.Outcome.CRASHED
                            ? " at the latest"
                            : ", after " + RecordedRuns.took(run)));
        }
        map(out, "on", run.start().host());
        map(out, "asked", run.start().parameters());
        run.start().inputs().forEach(file -> file(out, file));
        if (end != null) {
            Map<String, String> counts = new TreeMap<>();
            end.counts().forEach((name, count) -> counts.put(name, String.format(Locale.ROOT, "%,d", count)));
            map(out, "counts", counts);
            end.outputs().forEach(file -> file(out, file));
            if (!end.outputDigest().isEmpty()) {
                out.println("  all output  " + end.outputDigest());
            }
            if (!end.message().isEmpty()) {
                out.println("  because     " + end.message());
            }
        }
    }

    private static void map(PrintStream out, String what, Map<String, String> map) {
        if (!map.isEmpty()) {
            StringBuilder line = new StringBuilder();
            new TreeMap<>(map)
                    .forEach((name, value) -> line.append(line.isEmpty() ? "" : ", ")
                            .append(name)
                            .append(' ')
                            .append(value));
            out.printf("  %-11s %s%n", what, line);
        }
    }

    private static void file(PrintStream out, RecordedFile file) {
        out.printf(Locale.ROOT, "  %-11s %s, %,d bytes, %s%n", file.role(), file.path(), file.bytes(), file.digest());
    }
}
