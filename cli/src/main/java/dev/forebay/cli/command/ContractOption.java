package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.contract.ContractGate;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.registry.Actor;
import dev.forebay.release.registry.Allowance;
import dev.forebay.release.registry.Registry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The gate: a model is not fed by a release that it was not validated with, unless somebody says why it may. */
final class ContractOption {
    @Option(
            names = "--allow-mismatch",
            paramLabel = "REASON",
            description =
                    "Go on though the model was validated with something else; who, when and why is kept for ever.")
    private @Nullable String reason;

    /**
     * What does not fit, where that is allowed; refuses the rest.
     *
     * @param stage what is about to be done, such as {@code build}
     */
    List<String> allowed(Release release, String stage) {
        String given = reason;
        if (given != null && given.isBlank()) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT, "--allow-mismatch is blank", "expected the reason, which is kept");
        }
        try {
            if (given == null) {
                ContractGate.require(release, stage);
                return List.of();
            }
            return ContractGate.differences(release);
        } catch (ReleaseRefusal e) {
            throw CommandFailure.wrong(List.of(e.diagnostic()));
        }
    }

    /** Keeps what was allowed, of a release that is registered; nothing where all fits. */
    void record(Registry kept, Release release, String stage, List<String> differences) throws ReleaseRefusal {
        if (differences.isEmpty() || reason == null) {
            return;
        }
        Actor actor = RegistryOption.actor();
        kept.allow(new Allowance(release.digest(), stage, actor.at(), actor.name(), reason, differences));
    }

    /** The gate of a run, before anything of it begins. */
    void startOf(Release release, String stage, HistoryOption history) {
        List<String> differences = allowed(release, stage);
        if (differences.isEmpty()) {
            return;
        }
        if (history.isOff()) {
            throw CommandFailure.wrong(
                    CliCode.BAD_ARGUMENT,
                    "--allow-mismatch does not go with --no-history",
                    "that a mismatch was allowed is history");
        }
        history.with(kept -> {
            kept.register(release, RegistryOption.actor());
            record(kept, release, stage, differences);
            return differences;
        });
    }
}
