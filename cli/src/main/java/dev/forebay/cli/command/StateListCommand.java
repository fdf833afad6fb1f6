package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.engine.window.StatePart;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.window.WindowRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "What the windows know: keys, events, memory.",
        footer = {"", "Example:", "  forebay state list examples/handbook/pipeline.yaml"})
final class StateListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private StateSource source = new StateSource();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    StateListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StateSource.Loaded loaded = source.load(terminal);
        WindowState windows = loaded.state().windows();
        if (json) {
            List<Map<String, Object>> parts = new ArrayList<>();
            for (int i = 0; i < windows.parts().size(); i++) {
                parts.add(asData(windows.parts().get(i), windows.figures(i)));
            }
            Map<String, Object> data = loaded.asData();
            data.put("by", parts);
            terminal.json(data);
            return CommandFailure.DONE;
        }
        terminal.out().println(loaded.plan().pipeline() + " " + loaded.asOf());
        terminal.out().println();
        Table table = new Table("by", "windows", "keys", "events", "MiB");
        for (int i = 0; i < windows.parts().size(); i++) {
            StatePart part = windows.parts().get(i);
            StatePart.Figures figures = windows.figures(i);
            table.row(
                    part.key() + idle(part),
                    String.join(", ", part.windows()),
                    String.format(Locale.ROOT, "%,d", figures.keys()),
                    String.format(Locale.ROOT, "%,d", figures.events()),
                    String.format(Locale.ROOT, "%,.1f", figures.bytes() / 1048576.0));
        }
        table.print(terminal.out());
        return CommandFailure.DONE;
    }

    /** What tells parts with one key apart. */
    private static String idle(StatePart part) {
        return part.idleMicros() == WindowRule.UNBOUNDED
                ? ""
                : " (idle " + StatusPanel.duration(Duration.ofMillis(part.idleMicros() / 1000)) + ")";
    }

    private static Map<String, Object> asData(StatePart part, StatePart.Figures figures) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("columns", part.columns());
        data.put("windows", part.windows());
        data.put("idle_micros", part.idleMicros());
        data.put("keys", figures.keys());
        data.put("events", figures.events());
        data.put("bytes", figures.bytes());
        return data;
    }
}
