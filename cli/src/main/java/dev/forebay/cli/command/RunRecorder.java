package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import dev.forebay.release.registry.Actor;
import dev.forebay.release.registry.RecordedFile;
import dev.forebay.release.registry.RunEnd;
import dev.forebay.release.registry.RunStart;
import dev.forebay.release.registry.SqliteRegistry;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineRelease;
import dev.forebay.runtime.ownership.ThisProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run in the registry's history, from before it begins to after it ended.
 *
 * <p>A run that cannot be recorded does not begin: a history with holes proves nothing. Once it runs, it is not stopped for the sake of the
 * record; what cannot be written then is told.
 */
final class RunRecorder {
    private final Terminal terminal;
    private final Path directory;
    private final long number;

    /** Records nothing, as asked. */
    private static final long UNRECORDED = -1;

    private RunRecorder(Terminal terminal, Path directory, long number) {
        this.terminal = terminal;
        this.directory = directory;
        this.number = number;
    }

    /**
     * Records that a run begins, and closes those that crashed.
     *
     * @param parameters what was asked, by option; those without a value are left out
     * @param inputs the files that it reads, by role
     */
    static RunRecorder begin(
            Terminal terminal,
            HistoryOption registry,
            String kind,
            LoadedPipeline pipeline,
            Map<String, @Nullable Object> parameters,
            Map<String, Path> inputs) {
        if (registry.isOff()) {
            return new RunRecorder(terminal, registry.directory(), UNRECORDED);
        }
        Release release = PipelineRelease.of(pipeline);
        Actor actor = RegistryOption.actor();
        RunStart start = new RunStart(
                kind,
                release.digest(),
                pipeline.file().toString(),
                pipeline.text(),
                ThisProcess.mark(),
                host(),
                written(parameters),
                files(inputs));
        long number = registry.with(kept -> {
            kept.register(release, actor);
            kept.closeCrashed(ThisProcess::isGone, actor);
            return kept.begin(pipeline.plan().pipeline(), start, actor);
        });
        return new RunRecorder(terminal, registry.directory(), number);
    }

    /**
     * Records that the run is done.
     *
     * @param outputs the files that it wrote, by role; those that are not there are left out
     */
    void done(Map<String, Long> counts, Map<String, Path> outputs, String outputDigest) {
        if (number == UNRECORDED) {
            return;
        }
        Map<String, Path> there = new TreeMap<>(outputs);
        there.values().removeIf(file -> !Files.exists(file));
        end(new RunEnd(RegistryOption.actor().at(), RunEnd.Outcome.DONE, counts, files(there), outputDigest, ""));
    }

    /** Records that the run failed. */
    void failed(String message) {
        end(new RunEnd(RegistryOption.actor().at(), RunEnd.Outcome.FAILED, Map.of(), List.of(), "", message));
    }

    private void end(RunEnd end) {
        if (number == UNRECORDED) {
            return;
        }
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            registry.end(number, end);
        } catch (ReleaseRefusal e) {
            terminal.diagnostics(List.of(e.diagnostic()));
        }
    }

    private static Map<String, String> host() {
        Map<String, String> host = new TreeMap<>();
        host.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
        host.put("java", System.getProperty("java.vm.name", "") + " " + System.getProperty("java.vm.version", ""));
        host.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        host.put("max_heap_bytes", Long.toString(Runtime.getRuntime().maxMemory()));
        return host;
    }

    private static Map<String, String> written(Map<String, @Nullable Object> parameters) {
        Map<String, String> written = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (value != null) {
                written.put(name, value.toString());
            }
        });
        return written;
    }

    private static List<RecordedFile> files(Map<String, Path> files) {
        List<RecordedFile> recorded = new ArrayList<>();
        new TreeMap<>(files).forEach((role, file) -> recorded.add(file(role, file)));
        return recorded;
    }

    /** A file as it is now. */
    static RecordedFile file(String role, Path file) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
                long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
                return new RecordedFile(
                        role,
                        file.toAbsolutePath().normalize().toString(),
                        bytes,
                        new Digest(HexFormat.of().formatHex(sha256.digest())));
            }
        } catch (IOException e) {
            throw CommandFailure.wrong(
                    CliCode.FILE_UNREADABLE, file + " cannot be read", "the system says: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
