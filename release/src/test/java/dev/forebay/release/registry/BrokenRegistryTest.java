package dev.forebay.release.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.release.Plans;
import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A registry on a disk that is full, and one with half of an artefact in it. */
class BrokenRegistryTest {
    private static final Actor ANN = new Actor("ann", Instant.EPOCH, "0.1");

    @TempDir
    Path directory;

    private static Release release() {
        return Release.of(
                Plans.of(Plans.FRAUD), Map.of("amounts", new byte[] {1}, "hours", new byte[] {2}), null, Plans.FRAUD);
    }

    private List<String> blobs() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("blobs"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void disk_fullInTheMiddleOfABuild_leavesNoReleaseAndNoHalfPart_andTheBuildCanBeDoneAgain() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 8192; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskMain.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .contains("FB6503", "File too large", "nothing was registered; free some space")
                .doesNotContain("\tat ");
        assertThat(blobs()).noneMatch(name -> name.endsWith(".unfinished"));
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            assertThat(registry.releases(null)).isEmpty();
            Release release = FullDiskMain.release();
            assertThat(registry.register(release, ANN)).isTrue();
            assertThat(registry.release(release.digest()).digest()).isEqualTo(release.digest());
        }
    }

    @Test
    void part_cutShort_isNamedAndNotRun() throws Exception {
        Release release = release();
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            registry.register(release, ANN);
            for (Part part : release.manifest().parts()) {
                Path file = directory.resolve("blobs").resolve(part.digest().hex());
                byte[] whole = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(whole, whole.length / 2));

                ReleaseRefusal refusal =
                        catchThrowableOfType(ReleaseRefusal.class, () -> registry.release(release.digest()));

                assertThat(refusal).as(part.name()).isNotNull();
                assertThat(refusal.diagnostic().code()).isEqualTo(ReleaseCode.DAMAGED);
                assertThat(refusal.diagnostic().message()).contains("'" + part.name() + "'", "is damaged");
                Files.write(file, whole);
            }
            assertThat(registry.release(release.digest())).isNotNull();
        }
    }

    @Test
    void fileThatAKilledBuildLeft_isReadByNobody() throws Exception {
        Release release = release();
        Files.createDirectories(directory.resolve("blobs"));
        Files.writeString(directory.resolve("blobs/" + release.digest().brief() + "123.unfinished"), "half");
        try (SqliteRegistry registry = SqliteRegistry.open(directory)) {
            assertThat(registry.releases(null)).isEmpty();
            assertThat(registry.register(release, ANN)).isTrue();
            assertThat(registry.release(release.digest()).digest()).isEqualTo(release.digest());
        }
    }
}
