package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.runtime.load.PipelineRelease;
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
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Makes a release of a definition and keeps it. What was built before is not built again.",
        footer = {"", "Example:", "  forebay release build examples/seed/pipeline.yaml --label canary --why 'first try'"
        })
final class ReleaseBuildCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private ContractOption contract = new ContractOption();

    @Mixin
    private FittedOption fitted = new FittedOption();

    @Option(names = "--label", paramLabel = "LABEL", description = "Point this label at it.")
    private @Nullable String label;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why the label is moved; kept for ever.")
    private String why = "";

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    ReleaseBuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Release release = PipelineRelease.of(Loading.pipeline(file, fitted, terminal));
        List<String> mismatch = contract.allowed(release, "build");
        boolean isNew = registry.with(kept -> {
            boolean added = kept.register(release, RegistryOption.actor());
            contract.record(kept, release, "build", mismatch);
            if (label != null) {
                kept.promote(release.digest(), label, null, RegistryOption.actor(), why);
            }
            return added;
        });
        if (json) {
            terminal.json(asData(release, isNew));
        } else {
            terminal.out().println(release.digest());
            terminal.err()
                    .println((isNew ? "built: " : "there already: ")
                            + release.manifest().pipeline() + ", "
                            + Terminal.counted(release.manifest().parts().size(), "part")
                            + (label == null ? "" : "; '" + label + "' points at it"));
        }
        return CommandFailure.DONE;
    }

    static Map<String, Object> asData(Release release, boolean isNew) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("digest", release.digest().toString());
        data.put("pipeline", release.manifest().pipeline());
        data.put("semantics", release.manifest().semantics());
        data.put("new", isNew);
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Part part : release.manifest().parts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", part.name());
            one.put("digest", part.digest().toString());
            one.put("size", part.size());
            parts.add(one);
        }
        data.put("parts", parts);
        return data;
    }
}
