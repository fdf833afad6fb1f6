package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.registry.RecordedRun;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The runs, newest first.",
        footer = {"", "Example:", "  forebay runs list --pipeline fraud-detection --limit 50"})
final class RunsListCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    private final Terminal terminal;

    @Option(names = "--pipeline", paramLabel = "NAME", description = "Of one pipeline only.")
    private @Nullable String pipeline;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 20).")
    private int limit = 20;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    RunsListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--limit is " + limit, "expected 1 to " + MOST);
        }
        List<RecordedRun> runs = registry.with(kept -> kept.runs(pipeline, limit));
        if (json) {
            terminal.json(runs.stream().map(RecordedRuns::asData).toList());
            return CommandFailure.DONE;
        }
        if (runs.isEmpty()) {
            terminal.err().println("no runs yet; every 'forebay run' and 'forebay backfill' is one");
            return CommandFailure.DONE;
        }
        Table table = new Table(
                "run", "kind", "pipeline", "release", "began", "took", "outcome", "read", "emitted", "rejected");
        for (RecordedRun run : runs) {
            table.row(
                    run.number(),
                    run.start().kind(),
                    run.pipeline(),
                    run.start().release().brief(),
                    run.startedAt(),
                    RecordedRuns.took(run),
                    RecordedRuns.outcome(run),
                    number(run, "read"),
                    number(run, "emitted"),
                    number(run, "rejected"));
        }
        table.print(terminal.out());
        return CommandFailure.DONE;
    }

    private static String number(RecordedRun run, String name) {
        return String.format(Locale.ROOT, "%,d", RecordedRuns.count(run, name));
    }
}
