package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.local.EventSamples;
import dev.forebay.cli.local.LocalPipeline;
import dev.forebay.cli.local.Reasons;
import dev.forebay.cli.local.Values;
import dev.forebay.definition.Definition;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.types.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "try",
        description = "Takes a few real events through a pipeline and shows what becomes of them. Commits nothing.",
        footer = {
            "",
            "Examples:",
            "  forebay try pipeline.yaml --from sample.jsonl --limit 5",
            "  forebay try pipeline.yaml --from kafka          the newest events of its topic"
        })
final class TryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(
            names = "--from",
            required = true,
            paramLabel = "IN",
            description = "Events as JSON lines, CSV or Parquet, or 'kafka' for the definition's own topic.")
    private String from = "";

    @Option(names = "--limit", paramLabel = "N", description = "How many events (default: 20).")
    private int limit = 20;

    @Option(names = "--json", description = "Print one JSON object an event.")
    private boolean json;

    @Mixin
    private FittedOption fitted = new FittedOption();

    TryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > 10_000) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--limit is " + limit, "expected 1 to 10000");
        }
        LoadedPipeline pipeline = Loading.pipeline(file, fitted, terminal);
        LocalPipeline local = new LocalPipeline(pipeline.plan(), pipeline.scorers(), limit);
        read(pipeline.definition(), local);
        if (json) {
            for (int row = 0; row < local.batch().size(); row++) {
                terminal.jsonLine(asData(local, row));
            }
        } else {
            print(local);
        }
        return CommandFailure.DONE;
    }

    private void read(Definition definition, LocalPipeline local) {
        try {
            if (from.equals("kafka")) {
                EventSamples.ofTopic(definition, local);
            } else {
                NamedFiles.requireReadable(Path.of(from));
                EventSamples.ofFile(Path.of(from), local, definition.source());
            }
        } catch (RunFailure e) {
            throw e.diagnostic().code() == RuntimeCode.FILE_COLUMNS
                            || e.diagnostic().code() == RuntimeCode.FILE_UNREADABLE
                            || e.diagnostic().code() == RuntimeCode.FILE_FORMAT
                    ? CommandFailure.wrong(List.of(e.diagnostic()))
                    : CommandFailure.failed(List.of(e.diagnostic()));
        } catch (IOException e) {
            throw CommandFailure.failed(CliCode.FILE_UNREADABLE, "cannot read '" + from + "': " + e.getMessage());
        }
    }

    private void print(LocalPipeline local) {
        List<Plan.OutputColumn> output = local.plan().output();
        List<String> header = new ArrayList<>(List.of("event"));
        output.forEach(o -> header.add(o.column().name()));
        Table emitted = new Table(header);
        Table rejected = new Table("event", "rejected because");
        int good = 0;
        for (int row = 0; row < local.batch().size(); row++) {
            if (local.isRejected(row)) {
                rejected.row(position(local, row), reasons(local, row));
                continue;
            }
            good++;
            List<Object> cells = new ArrayList<>(List.of(position(local, row)));
            for (Plan.OutputColumn column : output) {
                cells.add(Values.literal(local.value(column.slot(), row), Type.LONG));
            }
            emitted.row(cells.toArray());
        }
        int bad = local.batch().size() - good;
        if (good > 0) {
            emitted.print(terminal.out());
        }
        if (bad > 0) {
            terminal.out().println();
            rejected.print(terminal.out());
        }
        terminal.out().println();
        terminal.out()
                .println(Terminal.counted(local.batch().size(), "event") + ": " + good + " accepted, " + bad
                        + " rejected");
    }

    private static String position(LocalPipeline local, int row) {
        return local.batch().partition[row] + "/" + local.batch().offset[row];
    }

    private static String reasons(LocalPipeline local, int row) {
        return Reasons.text(local.reasons(row));
    }

    private static Map<String, @Nullable Object> asData(LocalPipeline local, int row) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("partition", local.batch().partition[row]);
        data.put("offset", local.batch().offset[row]);
        if (local.isRejected(row)) {
            data.put("rejected", local.reasons(row).stream().map(Reasons::data).toList());
            return data;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Plan.Slot slot : local.plan().columns()) {
            Object value = Values.json(local.value(local.plan().columns().indexOf(slot), row));
            values.put(slot.name(), value == Values.NULL ? null : value);
        }
        data.put("columns", values);
        return data;
    }
}
