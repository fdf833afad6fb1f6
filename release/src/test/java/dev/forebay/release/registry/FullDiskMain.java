package dev.forebay.release.registry;

import dev.forebay.release.Plans;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Registers a release with a part of 16 MiB, in a process whose files may not be so long. */
final class FullDiskMain {
    private FullDiskMain() {}

    static Release release() {
        byte[] large = new byte[16 << 20];
        return Release.of(Plans.of(Plans.FRAUD), Map.of("amounts", new byte[1], "hours", large), null, Plans.FRAUD);
    }

    public static void main(String[] arguments) {
        try (SqliteRegistry registry = SqliteRegistry.open(Path.of(arguments[0]))) {
            registry.register(release(), new Actor("ann", Instant.EPOCH, "0.1"));
            System.out.println("registered");
        } catch (ReleaseRefusal e) {
            System.out.println(e.diagnostic());
        }
    }
}
