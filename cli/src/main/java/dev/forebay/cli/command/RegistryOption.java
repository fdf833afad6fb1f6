package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Version;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.registry.Actor;
import dev.forebay.release.registry.Registry;
import dev.forebay.release.registry.SqliteRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which registry a command uses, and who uses it. */
final class RegistryOption {
    private static final String VARIABLE = "FOREBAY_REGISTRY";
    private static final String DEFAULT = ".forebay/registry";

    @Option(
            names = "--registry",
            paramLabel = "DIR",
            description = "Where releases are kept (default: $" + VARIABLE + ", else " + DEFAULT + ").")
    private @Nullable Path directory;

    /**
     * Something done with the registry.
     *
     * @param <T> what comes of it
     */
    interface Work<T> {
        T run(SqliteRegistry registry) throws ReleaseRefusal;
    }

    /** Opens the registry, and makes one where there is none, for some work; what is refused ends the command. */
    <T> T with(Work<T> work) {
        try (SqliteRegistry registry = SqliteRegistry.open(directory())) {
            return work.run(registry);
        } catch (ReleaseRefusal e) {
            throw CommandFailure.wrong(List.of(e.diagnostic()));
        }
    }

    /**
     * The release that a reference means, where there is a registry that has it.
     *
     * @return null where there is no registry, or none of that name in it
     */
    @Nullable
    Release findIfAny(String reference) {
        if (!Files.isRegularFile(directory().resolve("registry.db"))) {
            return null;
        }
        try (Registry registry = SqliteRegistry.open(directory())) {
            return registry.release(registry.find(reference));
        } catch (ReleaseRefusal e) {
            if (e.diagnostic().code() == ReleaseCode.UNKNOWN_RELEASE) {
                return null;
            }
            throw CommandFailure.wrong(List.of(e.diagnostic()));
        }
    }

    /** Where it is. */
    Path directory() {
        if (directory != null) {
            return directory;
        }
        String variable = System.getenv(VARIABLE);
        return Path.of(variable == null || variable.isBlank() ? DEFAULT : variable);
    }

    /** Who runs this command now. */
    static Actor actor() {
        return new Actor(
                System.getProperty("user.name", "unknown") + "@" + host(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Version.text());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
