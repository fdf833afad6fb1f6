package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.snapshot.SnapshotStore;
import dev.forebay.runtime.state.SavedState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pipeline's state is looked at, as both commands take it. */
final class StateSource {
    @Parameters(index = "0", paramLabel = "FILE", description = "The definition.")
    private Path file = Path.of("");

    @Option(names = "--state", paramLabel = "DIR", description = "Where snapshots of the state are kept.")
    private @Nullable Path directory;

    @Mixin
    private FittedOption fitted = new FittedOption();

    /** A definition and the newest state of its windows. */
    record Loaded(Plan plan, SavedState state) {
        /** When the snapshot was written. */
        Instant writtenAt() {
            return Instant.ofEpochMilli(state.snapshot().file().toFile().lastModified());
        }

        /** {@code as of commit 17, written 12s ago}. */
        String asOf() {
            Duration age = Duration.between(writtenAt(), Instant.now());
            return "as of commit " + state.snapshot().number() + ", written "
                    + StatusPanel.duration(age.isNegative() ? Duration.ZERO : age) + " ago to "
                    + state.snapshot().file();
        }

        Map<String, Object> asData() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("pipeline", plan.pipeline());
            data.put("commit", state.snapshot().number());
            data.put("written_at", writtenAt().toString());
            data.put("file", state.snapshot().file().toString());
            return data;
        }
    }

    /** Reads the newest snapshot that can be used. */
    Loaded load(Terminal terminal) {
        LoadedPipeline pipeline = Loading.pipeline(file, fitted, terminal);
        Plan plan = pipeline.plan();
        if (plan.windowing().isEmpty()) {
            throw CommandFailure.wrong(
                    CliCode.NO_STATE,
                    "pipeline '" + plan.pipeline() + "' has no windows, so that there is nothing to look at",
                    "what it knows across events stands in its journal");
        }
        SnapshotStore store = SnapshotStore.of(pipeline.definition(), plan.pipeline(), directory);
        SavedState.Found found;
        try {
            found = SavedState.newest(plan, store);
        } catch (IOException e) {
            throw CommandFailure.wrong(
                    CliCode.FILE_UNREADABLE,
                    "the state directory " + store.directory() + " cannot be read",
                    "the system says: " + e.getMessage());
        }
        return new Loaded(plan, found.state().orElseThrow(() -> none(found, store)));
    }

    private static CommandFailure none(SavedState.Found found, SnapshotStore store) {
        if (found.files() == 0) {
            return CommandFailure.wrong(
                    CliCode.NO_STATE,
                    "there is no snapshot in " + store.directory(),
                    "a run writes one every minute and when it is stopped; has it run, on this machine, from this directory?",
                    "--state names another directory, as it does for 'forebay run'");
        }
        return CommandFailure.wrong(
                CliCode.NO_STATE,
                "no snapshot in " + store.directory() + " can be used",
                found.ofOtherWindows()
                        ? "they are of other windows than the definition has now"
                        : "they are damaged; what is wrong with each is in the log");
    }
}
