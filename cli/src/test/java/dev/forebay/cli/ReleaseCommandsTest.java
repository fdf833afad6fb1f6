package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code forebay release} and {@code forebay diff}, as a user meets them. */
class ReleaseCommandsTest {
    private static final Path SEED = Path.of("..", "examples", "seed");

    @TempDir
    Path directory;

    private Path definition = Path.of("");

    @BeforeEach
    void copySeed() throws IOException {
        definition = Files.copy(SEED.resolve("pipeline.yaml"), directory.resolve("pipeline.yaml"));
        Files.copy(SEED.resolve("scaler.pkl"), directory.resolve("scaler.pkl"));
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--registry");
        all.add(directory.resolve("registry").toString());
        return CommandRun.of(all.toArray(String[]::new));
    }

    private Path changed(String written, String instead) throws IOException {
        String text = Files.readString(definition);
        assertThat(text).contains(written);
        return Files.writeString(directory.resolve("changed.yaml"), text.replace(written, instead));
    }

    private String build(Path file) {
        CommandRun run = run("release", "build", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return run.out().strip();
    }

    @Test
    void build_ofTheSameMeaning_isTheSameRelease() throws IOException {
        String digest = build(definition);

        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(build(changed("pipeline: fraud-detection", "# a comment\npipeline: fraud-detection")))
                .isEqualTo(digest);
        assertThat(run("release", "list").out()).containsOnlyOnce("fraud-detection");
    }

    @Test
    void release_throughItsLife_isBuiltPromotedRolledBackShownAndVerified() throws IOException {
        String first = build(definition);
        String second = build(changed("LOG1P(transaction_amount)", "LOG1P(transaction_amount * 2)"));

        assertThat(run("release", "promote", first, "production", "--why", "begin")
                        .out())
                .contains("- -> " + first.substring(7, 19));
        assertThat(run("release", "promote", second, "production", "--why", "better")
                        .code())
                .isZero();
        assertThat(run("release", "rollback", "fraud-detection", "production", "--why", "worse")
                        .out())
                .contains(second.substring(7, 19) + " -> " + first.substring(7, 19));
        assertThat(run("release", "show", "production").out())
                .contains(first, "fitted/amounts", "begin", "better", "worse");
        assertThat(run("release", "show", "production", "--part", "source").out())
                .isEqualTo(Files.readString(definition));
        assertThat(run("release", "verify").out()).contains("2 releases sound");
    }

    @Test
    void verify_ofADamagedPart_namesItAndFails() throws IOException {
        build(definition);
        JsonNode shown = JsonMapper.shared()
                .readTree(
                        run("release", "build", definition.toString(), "--json").out());
        String digest = shown.path("parts").get(0).path("digest").asString().substring(7);
        Files.writeString(directory.resolve("registry/blobs").resolve(digest), "{}");

        CommandRun verify = run("release", "verify");

        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.err()).contains("FB6506", "'columns'", digest.substring(0, 12));
    }

    @Test
    void archive_ofAnotherMachine_isImportedOnlyIfItMeansWhatItsDigestSays() throws IOException {
        String digest = build(definition);
        Path archive = directory.resolve("fraud.release");
        assertThat(run("release", "export", digest, "--to", archive.toString()).code())
                .isZero();
        assertThat(run("release", "export", digest, "--to", archive.toString()).err())
                .contains("FB8504");

        CommandRun imported = CommandRun.of(
                "release",
                "import",
                archive.toString(),
                "--registry",
                directory.resolve("other").toString());

        assertThat(imported.out().strip()).isEqualTo(digest);
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);
        CommandRun damaged = run("release", "import", archive.toString());
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.err()).contains("FB6506").doesNotContain("at dev.forebay");
    }

    @Test
    void diff_ofFilesAndReleases_saysWhatChangedAndWhy() throws IOException {
        String digest = build(definition);
        Path after = changed("LOG1P(transaction_amount)", "LOG1P(transaction_amount * 2)");

        CommandRun diff = run("diff", digest, after.toString());

        assertThat(diff.code()).isZero();
        assertThat(diff.out())
                .contains("transaction_amount_log  ", "its expression", "LOG1P(transaction_amount * 2")
                .contains("the model's input: the same");
        assertThat(run("diff", digest, after.toString(), "--fail-on", "changed").code())
                .isEqualTo(1);
        assertThat(run("diff", digest, after.toString(), "--fail-on", "breaking")
                        .code())
                .isZero();
        assertThat(run("diff", digest, definition.toString()).out()).isEqualTo("the same\n");
    }

    @Test
    void reference_thatIsNothing_saysSo() {
        CommandRun show = run("release", "show", "production");

        assertThat(show.code()).isEqualTo(2);
        assertThat(show.err()).contains("FB6504", "'production'");
        assertThat(run("diff", "gone.yaml", "production").err()).contains("gone.yaml");
        assertThat(run("release", "promote", "production", "canary").err()).contains("--why");
        assertThat(run("release", "list").err()).contains("no releases yet");
    }
}
