package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.local.GoldenRows;
import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.plan.Plan;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.load.FittedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Takes the fitted state of a group of transforms from a scikit-learn pickle, without Python, and proves it"
                        + " on rows that scikit-learn transformed.",
        footer = {
            "",
            "Golden rows have the columns that go in, by name, and what came out as golden_0, golden_1 and so on;",
            "python/golden_rows.py writes them beside a pickle. The state is written only where all rows agree.",
            "Afterwards: --fitted DIR for run, backfill, try, test, check, explain.",
            "",
            "Examples:",
            "  forebay import pipeline.yaml --sklearn prep.pkl --golden golden.jsonl --to fitted",
            "  forebay import pipeline.yaml --sklearn prep.pkl --golden golden.jsonl --to fitted --ulps 2"
        })
final class ImportCommand implements Callable<Integer> {
    private static final int MOST_ULPS = 1_000_000;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(
            names = "--sklearn",
            required = true,
            paramLabel = "PKL",
            description = "What joblib.dump or pickle.dump wrote; nothing in it is run.")
    private Path pickle = Path.of("");

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Whose state it is; not needed where one group alone names no file.")
    private @Nullable String group;

    @Option(
            names = "--golden",
            paramLabel = "ROWS",
            description = "Rows that scikit-learn transformed, as JSON lines, CSV or Parquet.")
    private @Nullable Path golden;

    @Option(
            names = "--ulps",
            paramLabel = "N",
            description =
                    "How many ulps, steps from one double to the next, a value may be away from scikit-learn's (default: 0);"
                            + " for transforms built on LOG, EXP and the like.")
    private int ulps;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Where the state goes.")
    private Path to = Path.of("");

    @Option(names = "--overwrite", description = "Replace state that is there.")
    private boolean overwrite;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (ulps < 0 || ulps > MOST_ULPS) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--ulps is " + ulps, "expected 0 to " + MOST_ULPS);
        }
        if (golden != null) {
            NamedFiles.requireReadable(golden);
        }
        Definition definition = Loading.definition(file);
        String name = groupOf(definition);
        FittedTransform fitted = Loading.fittedState(pickle, terminal);
        Path target = FittedFiles.fileOf(to, name);
        ExportedFiles.requireFree(target, overwrite);
        try {
            Path scratch = Files.createTempDirectory("forebay-import");
            try {
                return proveAndWrite(name, fitted, target, scratch);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw CommandFailure.failed(CliCode.FILE_UNREADABLE, "cannot import '" + pickle + "': " + e.getMessage());
        }
    }

    private int proveAndWrite(String name, FittedTransform fitted, Path target, Path scratch) throws IOException {
        byte[] state = StoredState.write(fitted).getBytes(StandardCharsets.UTF_8);
        Path states = Files.createDirectory(scratch.resolve("fitted"));
        copyOthers(states);
        Files.write(FittedFiles.fileOf(states, name), state);
        FittedOption option = new FittedOption();
        option.directory = states;
        // Whether it fits the definition: the columns, their names and types, the steps and their parameters.
        Plan plan = Loading.pipeline(file, option, terminal).plan();
        Plan.Step.Transform transform = plan.steps().stream()
                .filter(Plan.Step.Transform.class::isInstance)
                .map(Plan.Step.Transform.class::cast)
                .filter(step -> step.group().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.wrong(
                        CliCode.UNKNOWN_GROUP,
                        "nothing that comes out of group '" + name + "' is used",
                        "'output' says which columns are kept and what the model gets"));
        GoldenRows.Comparison comparison = golden == null ? null : compare(golden, plan, transform, scratch);
        ExportedFiles.makeDirectory(to);
        ExportedFiles.write(target, state, overwrite);
        print(name, transform, target, comparison);
        return CommandFailure.DONE;
    }

    private GoldenRows.Comparison compare(Path rows, Plan plan, Plan.Step.Transform transform, Path scratch)
            throws IOException {
        GoldenRows.Comparison comparison;
        try {
            comparison = GoldenRows.compare(rows, plan, transform, scratch);
        } catch (RunFailure e) {
            throw CommandFailure.wrong(List.of(e.diagnostic()));
        } catch (GoldenRows.RefusedException e) {
            throw CommandFailure.wrong(
                    CliCode.GOLDEN_DIFFERS,
                    "'" + rows + "': " + e.getMessage(),
                    "each row has what goes in, by its name, and what scikit-learn made of it",
                    "nothing was written");
        }
        if (comparison.rows() == 0) {
            throw CommandFailure.wrong(
                    CliCode.GOLDEN_DIFFERS,
                    "'" + rows + "' has no rows",
                    "nothing is proved by none; nothing was written");
        }
        GoldenRows.Difference worst = comparison.worst();
        if (worst != null && worst.ulps() > ulps) {
            throw CommandFailure.wrong(
                    CliCode.GOLDEN_DIFFERS,
                    "row " + worst.row() + " of '" + rows + "': " + worst.column() + " is " + worst.found()
                            + ", and scikit-learn's is " + worst.expected(),
                    worst.ulps() <= MOST_ULPS
                            ? "that is the largest difference, " + Terminal.counted(worst.ulps(), "ulp")
                                    + "; where that is near enough: --ulps " + worst.ulps()
                            : "was it that pickle that made the rows, of these columns in this order?",
                    "nothing was written");
        }
        return comparison;
    }

    private String groupOf(Definition definition) {
        List<String> all = definition.transforms().stream()
                .map(each -> each.name().value())
                .toList();
        String asked = group;
        if (asked == null) {
            List<String> open = definition.transforms().stream()
                    .filter(each -> each.fitted() == null)
                    .map(each -> each.name().value())
                    .toList();
            if (open.size() == 1) {
                return open.get(0);
            }
            throw CommandFailure.wrong(
                    CliCode.UNKNOWN_GROUP,
                    open.isEmpty()
                            ? "no group of '" + file + "' is without state"
                            : open.size() + " groups of '" + file + "' are without state",
                    open.isEmpty()
                            ? "a group that is to take it from --fitted names no file: take out its 'fitted'"
                            : "--group says which: " + String.join(", ", open));
        }
        Definition.TransformGroup found = definition.transforms().stream()
                .filter(each -> each.name().value().equals(asked))
                .findFirst()
                .orElseThrow(() -> CommandFailure.wrong(
                        CliCode.UNKNOWN_GROUP,
                        "there is no group '" + asked + "' of transforms",
                        all.isEmpty() ? "the definition has no transforms" : "groups here: " + String.join(", ", all)));
        Located<String> path = found.fitted();
        if (path != null) {
            throw CommandFailure.wrong(
                    CliCode.UNKNOWN_GROUP,
                    "group '" + asked + "' takes its state from '" + path.value() + "'",
                    "one that is to take it from --fitted names no file: take out its 'fitted'");
        }
        return asked;
    }

    /** The state of other groups that is there already: their columns may go into this one. */
    private void copyOthers(Path states) throws IOException {
        if (!Files.isDirectory(to)) {
            return;
        }
        try (Stream<Path> there = Files.list(to)) {
            for (Path each :
                    there.filter(path -> path.toString().endsWith(".json")).toList()) {
                Files.copy(each, states.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void print(
            String name, Plan.Step.Transform transform, Path target, GoldenRows.@Nullable Comparison comparison) {
        if (json) {
            Map<String, @Nullable Object> summary = new LinkedHashMap<>();
            summary.put("group", name);
            summary.put("transformer", transform.fitted().state().transformer());
            summary.put("columns_in", transform.inputs().size());
            summary.put("columns_out", transform.outputs().size());
            summary.put("golden_rows", comparison == null ? null : comparison.rows());
            GoldenRows.Difference worst = comparison == null ? null : comparison.worst();
            summary.put("largest_difference_ulps", comparison == null ? null : worst == null ? 0L : worst.ulps());
            summary.put("file", target.toString());
            terminal.json(summary);
            return;
        }
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "group %s: a %s, %s in, %s out%n",
                        name,
                        transform.fitted().state().transformer(),
                        Terminal.counted(transform.inputs().size(), "column"),
                        Terminal.counted(transform.outputs().size(), "column"));
        if (comparison == null) {
            terminal.out().println("not compared with what scikit-learn computes: --golden proves it on rows");
        } else {
            GoldenRows.Difference worst = comparison.worst();
            terminal.out()
                    .println(Terminal.counted(comparison.rows(), "golden row") + ": "
                            + (worst == null
                                    ? "equal to scikit-learn's to the last bit"
                                    : "at most " + Terminal.counted(worst.ulps(), "ulp") + " from scikit-learn's, in "
                                            + worst.column()));
        }
        terminal.out().println("wrote " + target);
    }
}
