package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.digest.Digest;
import dev.forebay.release.registry.RegisteredRelease;
import dev.forebay.runtime.load.ReleaseLoader;
import dev.forebay.types.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads releases again: every part against its digest, and the text as written against what it must mean.",
            "Exit code 0: all are sound, 1: one is not."
        },
        footer = {"", "Example:", "  forebay release verify"})
final class ReleaseVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..*", paramLabel = "RELEASE", description = "Which (default: all of them).")
    private List<String> references = new ArrayList<>();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    ReleaseVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Diagnostic> wrong = new ArrayList<>();
        int sound = registry.with(kept -> {
            List<Digest> digests = new ArrayList<>();
            for (String reference : references) {
                digests.add(kept.find(reference));
            }
            if (references.isEmpty()) {
                kept.releases(null).stream().map(RegisteredRelease::digest).forEach(digests::add);
            }
            int fine = 0;
            for (Digest digest : digests) {
                List<Diagnostic> found = ReleaseLoader.verify(kept, digest);
                wrong.addAll(found);
                if (found.isEmpty()) {
                    fine++;
                }
            }
            return fine;
        });
        terminal.out().println(Terminal.counted(sound, "release") + " sound");
        if (!wrong.isEmpty()) {
            throw CommandFailure.failed(wrong);
        }
        return CommandFailure.DONE;
    }
}
