package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Table;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.registry.RegisteredRelease;
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
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The releases, newest first, and the labels that point at them.",
        footer = {"", "Example:", "  forebay release list fraud-detection"})
final class ReleaseListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PIPELINE", description = "Of one pipeline only.")
    private @Nullable String pipeline;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    ReleaseListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<RegisteredRelease> releases = registry.with(kept -> kept.releases(pipeline));
        if (json) {
            terminal.json(releases.stream().map(ReleaseListCommand::asData).toList());
            return CommandFailure.DONE;
        }
        if (releases.isEmpty()) {
            terminal.err().println("no releases yet; 'forebay release build FILE' makes one");
            return CommandFailure.DONE;
        }
        Table table = new Table("release", "pipeline", "labels", "built at", "by", "with");
        for (RegisteredRelease release : releases) {
            table.row(
                    release.digest().brief(),
                    release.pipeline(),
                    String.join(", ", release.labels()),
                    release.builtAt(),
                    release.builtBy(),
                    release.engine());
        }
        table.print(terminal.out());
        return CommandFailure.DONE;
    }

    private static Map<String, Object> asData(RegisteredRelease release) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("digest", release.digest().toString());
        data.put("pipeline", release.pipeline());
        data.put("labels", new ArrayList<>(release.labels()));
        data.put("built_at", release.builtAt().toString());
        data.put("built_by", release.builtBy());
        data.put("engine", release.engine());
        return data;
    }
}
