package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.engine.window.KeyView;
import dev.forebay.engine.window.StatePart;
import dev.forebay.engine.window.WindowState;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "What is known of one key: its events in order, its windows, their aggregates.",
        footer = {
            "",
            "Examples:",
            "  forebay state show examples/handbook/pipeline.yaml customer 4711",
            "  forebay state show pipeline.yaml per_device c1 pos --state /var/lib/forebay"
        })
final class StateShowCommand implements Callable<Integer> {
    private static final int MOST_NEAR = 100_000;
    private static final int SHOWN = 5;

    private final Terminal terminal;

    @Mixin
    private StateSource source = new StateSource();

    @Parameters(index = "1", paramLabel = "WINDOW", description = "A window, or a family of them.")
    private String window = "";

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "KEY",
            description = "The value of each column that the window is by.")
    private List<String> key = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many events to show, the newest ones (default: 20); 0 for all.")
    private int limit = 20;

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    StateShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw CommandFailure.wrong(CliCode.BAD_ARGUMENT, "--limit is " + limit, "expected a number from 0");
        }
        StateSource.Loaded loaded = source.load(terminal);
        WindowState windows = loaded.state().windows();
        int part = part(windows.parts());
        StatePart known = windows.parts().get(part);
        if (key.size() != known.columns().size()) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "window '" + window + "' is by " + known.key() + ", and the key has "
                            + Terminal.counted(key.size(), "value"),
                    "expected a value for each column, in this order");
        }
        KeyView view = view(windows, part, known);
        KeyPrinter printer = new KeyPrinter(known, key, view, this::isMeant, limit);
        if (json) {
            var data = loaded.asData();
            data.putAll(printer.asData());
            terminal.json(data);
        } else {
            terminal.out().println(loaded.plan().pipeline() + " " + loaded.asOf());
            printer.print(terminal.out());
        }
        return CommandFailure.DONE;
    }

    /** A family's name stands for its windows. */
    private boolean isMeant(String name) {
        return name.equals(window) || name.startsWith(window + "_");
    }

    private int part(List<StatePart> parts) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).windows().contains(window)) {
                return i;
            }
            names.addAll(parts.get(i).windows());
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).windows().stream().anyMatch(this::isMeant)) {
                return i;
            }
        }
        List<String> notes = new ArrayList<>();
        notes.add("windows that aggregates look over: " + String.join(", ", names));
        NearestName.of(window, names).ifPresent(near -> notes.add("did you mean '" + near + "'?"));
        throw CommandFailure.wrong(
                CliCode.UNKNOWN_WINDOW, "unknown window '" + window + "'", notes.toArray(String[]::new));
    }

    private KeyView view(WindowState windows, int part, StatePart known) {
        try {
            return windows.view(part, key).orElseThrow(() -> unknown(windows, part, known));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "the key is no value of " + known.key() + ": " + e.getMessage(),
                    "expected a value as SQL's CAST reads it");
        }
    }

    private CommandFailure unknown(WindowState windows, int part, StatePart known) {
        List<String> keys = new ArrayList<>();
        windows.forEachKey(part, one -> {
            if (keys.size() < MOST_NEAR) {
                keys.add(String.join(" ", one));
            }
        });
        List<String> notes = new ArrayList<>();
        long count = windows.figures(part).keys();
        keys.sort(Comparator.naturalOrder());
        notes.add(
                count == 0
                        ? "no key is known"
                        : Terminal.counted(count, "key") + (count == 1 ? " is" : " are") + " known, such as "
                                + String.join(", ", keys.subList(0, Math.min(SHOWN, keys.size()))));
        NearestName.of(String.join(" ", key), keys).ifPresent(near -> notes.add("did you mean '" + near + "'?"));
        notes.add("a key is forgotten when none of its events can be seen any more");
        return CommandFailure.wrong(
                CliCode.UNKNOWN_KEY,
                "no event of " + known.key() + " '" + String.join("', '", key) + "' is known",
                notes.toArray(String[]::new));
    }
}
