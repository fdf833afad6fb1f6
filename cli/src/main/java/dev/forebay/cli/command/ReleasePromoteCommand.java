package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.digest.Digest;
import dev.forebay.release.registry.LabelMove;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Points a label at a release. The move is kept with who, when and why.",
        footer = {"", "Example:", "  forebay release promote canary production --why 'two days without a surprise'"})
final class ReleasePromoteCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "RELEASE",
            description = "A digest or its first digits, a label, or PIPELINE:LABEL.")
    private String reference = "";

    @Parameters(index = "1", paramLabel = "LABEL", description = "Such as production.")
    private String label = "";

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why; kept for ever.")
    private String why = "";

    @Option(
            names = "--expect",
            paramLabel = "RELEASE",
            description = "Only if the label points there now; otherwise nothing is done.")
    private @Nullable String expected;

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private ContractOption contract = new ContractOption();

    @Option(names = "--json", description = "Print as JSON.")
    private boolean json;

    ReleasePromoteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LabelMove move = registry.with(kept -> {
            Digest to = kept.find(reference);
            Digest expect = expected == null ? null : kept.find(expected);
            Release release = kept.release(to);
            List<String> mismatch = contract.allowed(release, "promote");
            LabelMove moved = kept.promote(to, label, expect, RegistryOption.actor(), why);
            contract.record(kept, release, "promote", mismatch);
            return moved;
        });
        print(move, json, terminal);
        return CommandFailure.DONE;
    }

    static void print(LabelMove move, boolean json, Terminal terminal) {
        if (json) {
            terminal.json(ReleaseShowCommand.asData(move));
        } else {
            terminal.out()
                    .println("'" + move.label() + "' of " + move.pipeline() + ": "
                            + ReleaseShowCommand.brief(move.from()) + " -> "
                            + move.to().brief());
        }
    }
}
