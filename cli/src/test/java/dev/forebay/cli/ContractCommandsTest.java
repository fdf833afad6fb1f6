package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is not fed by a release that it was not validated with. */
class ContractCommandsTest {
    private static final Path MODELS = Path.of("src/test/resources/dev/forebay/cli/models");
    private static final String DEFINITION = """
            forebay: 1
            pipeline: fraud
            event: {id: id}
            schema: {id: long, amount: double, hour: double, tx: double}
            features: {half: amount / 2}
            output: {keep: [id], vector: [half, hour, tx]}
            model: {onnx: fraud.onnx}
            """;

    @TempDir
    Path directory;

    private String definition = "";

    @BeforeEach
    void write() throws IOException {
        Files.copy(MODELS.resolve("regression.onnx"), directory.resolve("fraud.onnx"));
        definition =
                Files.writeString(directory.resolve("fraud.yaml"), DEFINITION).toString();
        Files.writeString(directory.resolve("in.jsonl"), "{\"id\": 1, \"amount\": 2, \"hour\": 3, \"tx\": 4}\n");
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private CommandRun run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--registry", path("registry")));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private void change(String written, String instead) throws IOException {
        assertThat(DEFINITION).contains(written);
        Files.writeString(Path.of(definition), DEFINITION.replace(written, instead));
    }

    private void writeContract() {
        CommandRun contract = run("release", "contract", definition, "--to", path("fraud.contract.json"));
        assertThat(contract.code()).as(contract.err()).isZero();
    }

    private CommandRun backfill(String... more) {
        List<String> words =
                new ArrayList<>(List.of("backfill", definition, "--from", path("in.jsonl"), "--to", path("out.jsonl")));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    @Test
    void release_thatTheModelWasValidatedWith_isBuiltPromotedAndStarted() {
        writeContract();

        CommandRun built = run("release", "build", definition);
        assertThat(built.code()).as(built.err()).isZero();
        assertThat(run("release", "promote", built.out().strip(), "production", "--why", "first")
                        .code())
                .isZero();
        CommandRun backfill = backfill();
        assertThat(backfill.code()).as(backfill.err()).isZero();
        assertThat(run("release", "show", "production", "--part", "contract").out())
                .contains("\"forebay_contract\": 1", "\"name\": \"half\"");
        assertThat(run("release", "verify").out()).contains("1 release sound");
    }

    @Test
    void contract_writtenAgain_needsToBeAskedFor() {
        writeContract();

        CommandRun again = run("release", "contract", definition, "--to", path("fraud.contract.json"));

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("FB8504");
    }

    @Test
    void mismatch_isRefusedAtBuildAndStart_withTheDifference() throws IOException {
        writeContract();
        change("half: amount / 2", "half: amount / 3");

        CommandRun build = run("release", "build", definition);
        assertThat(build.code()).isEqualTo(2);
        assertThat(build.err())
                .contains("FB6513", "'half' is computed otherwise")
                .doesNotContain("\tat ");
        assertThat(run("release", "list").out()).doesNotContain("fraud");
        CommandRun backfill = backfill();
        assertThat(backfill.code()).isEqualTo(2);
        assertThat(backfill.err()).contains("FB6513", "no backfill");
        assertThat(directory.resolve("out.jsonl")).doesNotExist();
        CommandRun live = run("run", definition, "--metrics", "off");
        assertThat(live.code()).isEqualTo(2);
        assertThat(live.err()).contains("FB6513", "no run");
    }

    @Test
    void mismatch_thatIsAllowed_isHistory_andRefusedAgainAtPromote() throws IOException {
        writeContract();
        change("vector: [half, hour, tx]", "vector: [half, tx, hour]");

        CommandRun built = run("release", "build", definition, "--allow-mismatch", "a trial of the order");
        assertThat(built.code()).as(built.err()).isZero();
        String digest = built.out().strip();
        CommandRun promote = run("release", "promote", digest, "production", "--why", "first");
        assertThat(promote.code()).isEqualTo(2);
        assertThat(promote.err()).contains("FB6513", "place 2 was 'hour', and is 'tx'", "no promote");
        assertThat(run("release", "promote", digest, "canary", "--why", "x", "--allow-mismatch", "ann said so")
                        .code())
                .isZero();
        assertThat(backfill("--allow-mismatch", "to look at it").code()).isZero();

        assertThat(run("release", "show", digest).out())
                .contains("allowed (build)", ": a trial of the order", "allowed (promote)", ": ann said so")
                .contains("allowed (backfill)", "place 2 was 'hour', and is 'tx'");
        assertThat(run("release", "show", digest, "--json").out()).contains("\"stage\" : \"build\"");
    }

    @Test
    void allowedMismatch_withoutHistoryOrReason_isRefused() throws IOException {
        writeContract();
        change("half: amount / 2", "half: amount / 3");

        assertThat(CommandRun.of(
                                "backfill",
                                definition,
                                "--from",
                                path("in.jsonl"),
                                "--to",
                                path("out.jsonl"),
                                "--no-history",
                                "--allow-mismatch",
                                "why")
                        .err())
                .contains("does not go with --no-history");
        assertThat(backfill("--allow-mismatch", " ").err()).contains("--allow-mismatch is blank");
    }

    @Test
    void contract_thatCannotBeRead_isRefusedAtBuild_notAtCheck() throws IOException {
        Files.writeString(directory.resolve("fraud.contract.json"), "{\"forebay_contract\": 1, \"vectors\": []}");

        CommandRun build = run("release", "build", definition);

        assertThat(build.code()).isEqualTo(2);
        assertThat(build.err()).contains("FB6512", "did you mean 'vector'?");
    }

    @Test
    void contract_inTheModelsMetadata_isHeldTo() throws IOException {
        byte[] contract = run("release", "contract", definition).out().getBytes(StandardCharsets.UTF_8);
        Path model = directory.resolve("fraud.onnx");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Files.readAllBytes(model));
        bytes.write(metadata("forebay.contract", contract));
        Files.write(model, bytes.toByteArray());
        assertThat(run("release", "build", definition).code()).isZero();

        change("half: amount / 2", "half: amount / 3");

        CommandRun build = run("release", "build", definition);
        assertThat(build.code()).isEqualTo(2);
        assertThat(build.err()).contains("FB6513", "'half' is computed otherwise");
    }

    /** An entry of {@code metadata_props}, field 14 of a model, as it may stand at the end of one. */
    private static byte[] metadata(String key, byte[] value) throws IOException {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.write(0x0a);
        length(entry, key.length());
        entry.write(key.getBytes(StandardCharsets.UTF_8));
        entry.write(0x12);
        length(entry, value.length);
        entry.write(value);
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write(0x72);
        length(field, entry.size());
        entry.writeTo(field);
        return field.toByteArray();
    }

    private static void length(ByteArrayOutputStream out, int length) {
        int rest = length;
        while (rest >= 0x80) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
