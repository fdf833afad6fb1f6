package dev.forebay.cli.command;

import dev.forebay.cli.compare.OutputComparison;
import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = "Compares two outputs row by row. Exit code 0: equal, 1: they differ.",
        footer = {"", "Example:", "  forebay compare before.jsonl after.jsonl --by transaction_id"})
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "OUT_A",
            description = "An output: Parquet, JSON lines or CSV, the last two also as .gz.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT_B", description = "Another.")
    private Path second = Path.of("");

    @Option(names = "--by", paramLabel = "COLUMN", description = "Pair rows by this column instead of by order.")
    private @Nullable String by;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0",
            description = "Numbers that differ by no more than this are equal (default: 0, the same bits).")
    private double tolerance;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!(tolerance >= 0)) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT, "--tolerance is " + tolerance, "expected a number of 0 or more");
        }
        OutputComparison comparison;
        try {
            NamedFiles.requireReadable(first);
            NamedFiles.requireReadable(second);
            comparison = OutputComparison.of(first, second, by, tolerance);
        } catch (IOException e) {
            throw CommandFailure.wrong(CliCode.FILE_UNREADABLE, "cannot compare: " + e.getMessage());
        }
        if (json) {
            terminal.json(asData(comparison));
        } else {
            print(comparison);
        }
        return comparison.isEqual() ? CommandFailure.DONE : CommandFailure.FAILED;
    }

    private void print(OutputComparison comparison) {
        if (comparison.isEqual()) {
            terminal.out().println("equal: " + Terminal.counted(comparison.rowsCompared(), "row"));
            return;
        }
        terminal.out()
                .printf(
                        "different: %,d of %,d rows differ; only in %s: %,d; only in %s: %,d%n",
                        comparison.rowsDiffering(),
                        comparison.rowsCompared(),
                        first,
                        comparison.onlyInFirst(),
                        second,
                        comparison.onlyInSecond());
        if (!comparison.columns().isEmpty()) {
            Table columns = new Table("column", "rows", "largest difference");
            comparison.columns().forEach((name, d) -> columns.row(name, d.rows(), d.largest() == 0 ? "" : d.largest()));
            terminal.out().println();
            columns.print(terminal.out());
            Table examples = new Table("row", "column", "first", "second");
            comparison.examples().forEach(e -> examples.row(e.row(), e.column(), shown(e.first()), shown(e.second())));
            terminal.out().println();
            examples.print(terminal.out());
        }
    }

    private static String shown(@Nullable String value) {
        return value == null ? "null" : value;
    }

    private static Map<String, Object> asData(OutputComparison comparison) {
        Map<String, Object> columns = new LinkedHashMap<>();
        comparison.columns().forEach((name, d) -> columns.put(name, Map.of("rows", d.rows(), "largest", d.largest())));
        List<Object> examples = new ArrayList<>();
        for (OutputComparison.Example example : comparison.examples()) {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("row", example.row());
            data.put("column", example.column());
            data.put("first", example.first());
            data.put("second", example.second());
            examples.add(data);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("equal", comparison.isEqual());
        data.put("rows", comparison.rowsCompared());
        data.put("differing", comparison.rowsDiffering());
        data.put("only_in_first", comparison.onlyInFirst());
        data.put("only_in_second", comparison.onlyInSecond());
        data.put("columns", columns);
        data.put("examples", examples);
        return data;
    }
}
