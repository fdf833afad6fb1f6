package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.release.registry.RecordedFile;
import dev.forebay.release.registry.RecordedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Recorded events: a file, or what a backfill of the history read.
 *
 * @param since the first time of the range, where there is one
 * @param until the first time behind the range, where there is one
 */
record RecordedInput(
        Path file, @Nullable Instant since, @Nullable Instant until) {

    static RecordedInput of(String reference, RegistryOption registry) {
        if (!Files.exists(Path.of(reference)) && reference.matches("[0-9]{1,18}")) {
            return ofRun(RecordedRuns.find(registry, Long.parseLong(reference)));
        }
        NamedFiles.requireReadable(Path.of(reference));
        return new RecordedInput(Path.of(reference), null, null);
    }

    private static RecordedInput ofRun(RecordedRun run) {
        RecordedFile recorded = run.start().inputs().stream()
                .filter(file -> file.role().equals("input"))
                .findFirst()
                .orElseThrow(() -> refused(
                        run, "it is a '" + run.start().kind() + "', and only of a backfill is the input recorded"));
        Path file = Path.of(recorded.path());
        if (!Files.isReadable(file)) {
            throw refused(run, "its input " + file + " is no longer there", "name the file itself: --on FILE");
        }
        RecordedFile now = RunRecorder.file("input", file);
        if (!now.digest().equals(recorded.digest())) {
            throw refused(
                    run,
                    "its input " + file + " has changed since",
                    "then: " + recorded.bytes() + " bytes, " + recorded.digest(),
                    "now: " + now.bytes() + " bytes, " + now.digest());
        }
        return new RecordedInput(
                file,
                instant(run.start().parameters().get("since")),
                instant(run.start().parameters().get("until")));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static CommandFailure refused(RecordedRun run, String why, String... notes) {
        return CommandFailure.wrong(
                CliCode.NO_REPLAY, "the events of run " + run.number() + " cannot be read again: " + why, notes);
    }
}
