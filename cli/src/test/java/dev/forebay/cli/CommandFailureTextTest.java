package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.forebay.cli.console.CliCode;
import dev.forebay.cli.console.Terminal;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import dev.forebay.release.registry.Actor;
import dev.forebay.release.registry.RecordedFile;
import dev.forebay.release.registry.RecordedRun;
import dev.forebay.release.registry.RunEnd;
import dev.forebay.release.registry.SqliteRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a user reads for each code of the commands, word for word. After a change of the words, run with
 * {@code -Dgolden.update=true} and read the difference.
 */
class CommandFailureTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/forebay/cli/golden");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(CliCode.class)
    void failure_ofEachCode_readsAsReviewed(CliCode code) throws IOException {
        String text = example(code).err().replace(directory.toAbsolutePath().toString(), "/data");

        assertThat(text).startsWith("error " + code.id() + ": ").doesNotContain("\tat ");
        Path golden = GOLDEN.resolve(code.id() + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @Test
    void goldenFiles_belongToCodes() throws IOException {
        assumeFalse(Boolean.getBoolean("golden.update"), "they are being written");
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(CliCode.values()).map(CliCode::id).toList());
        }
    }

    private CommandRun example(CliCode code) throws IOException {
        return switch (code) {
            case FILE_NOT_FOUND -> CommandRun.of("new", path("fraud"), "--from", path("sample.jsonl"));
            case FILE_UNREADABLE -> CommandRun.of("new", path("fraud"), "--from", path("."));
            case BAD_ARGUMENT -> CommandRun.of("demo", "--for", "soon");
            case FILE_EXISTS -> CommandRun.of("new", file("fraud", "a file"));
            case UNKNOWN_FUNCTION -> CommandRun.of("functions", "LOG1B");
            case BAD_ROW -> CommandRun.of("eval", "amount / 2", "--row", "amount: 93.91");
            case CANNOT_EXPORT -> {
                Files.writeString(
                        directory.resolve("hashed.json"),
                        "{\"forebay_fitted\": 1, \"produced_by\": \"forebay\", \"precision\": \"float64\", \"columns\": [],"
                                + " \"state\": {\"transformer\": \"FeatureHasher\", \"features\": 1, \"n_features\": 8,"
                                + " \"alternate_sign\": true}}");
                yield CommandRun.of(
                        "export",
                        "onnx",
                        file("fraud.yaml", """
                                forebay: 1
                                pipeline: fraud
                                schema: {channel: string}
                                transforms: {hashed: {columns: [channel], fitted: hashed.json}}
                                output: {vector: [hashed]}
                                """),
                        "--to",
                        directory.resolve("x.onnx").toString());
            }
            case UNKNOWN_GROUP -> importScaler("--group", "amuonts");
            case GOLDEN_DIFFERS -> importScaler();
            case NO_TESTS -> CommandRun.of("test", file("fraud.yaml", """
                    forebay: 1
                    pipeline: fraud
                    event: {id: id}
                    schema: {id: long, amount: double}
                    output: {vector: [amount]}
                    """));
            case CANNOT_WRITE -> CommandRun.of("new", file("there", "a file") + "/fraud");
            case UNKNOWN_WINDOW -> state("recent_7d", "c1");
            case NO_STATE ->
                CommandRun.of("state", "list", file("fraud.yaml", StateOnDisk.DEFINITION), "--state", path("state"));
            case UNKNOWN_KEY -> state("recent_1d", "c3");
            case UNKNOWN_RUN -> CommandRun.of("runs", "show", "99", "--registry", path("registry"));
            case NO_REPLAY -> {
                backfill();
                Files.delete(directory.resolve("in.jsonl"));
                yield CommandRun.of("replay", "1", "--registry", path("registry"));
            }
            case REPLAY_DIFFERS -> {
                backfill();
                otherOutput();
                yield CommandRun.of("replay", "2", "--registry", path("registry"));
            }
            case NO_EVENT -> {
                backfill();
                yield CommandRun.of("why", "--position", "0:7", "--registry", path("registry"));
            }
            case FITTED_ON_EVALUATION -> {
                Files.writeString(
                        directory.resolve("scaler.json"),
                        "{\"forebay_fitted\": 1, \"produced_by\": \"forebay\", \"until\": \"2026-03-01T00:00:00Z\","
                                + " \"precision\": \"float64\", \"columns\": [], \"state\": {\"transformer\": \"Binarizer\","
                                + " \"features\": 1, \"threshold\": 0.5}}");
                yield CommandRun.of("check", file("fraud.yaml", """
                        forebay: 1
                        pipeline: fraud
                        schema: {amount: double}
                        transforms: {scaled: {columns: [amount], steps: [Binarizer], suffix: _s, fitted: scaler.json}}
                        output: {vector: [scaled]}
                        """), "--evaluate-from", "2026-02-15");
            }
            case DEFECT -> defect();
        };
    }

    private CommandRun importScaler(String... more) throws IOException {
        String definition = file("fraud.yaml", """
                forebay: 1
                pipeline: fraud
                schema: {transaction_amount: double, transaction_amount_log: double, hour_of_day: long}
                transforms:
                  amounts:
                    columns: [transaction_amount, transaction_amount_log, hour_of_day]
                    steps: [StandardScaler]
                    suffix: _scaled
                output: {vector: [amounts]}
                """);
        String golden = file(
                "golden.jsonl",
                "{\"transaction_amount\": 1, \"transaction_amount_log\": 0.5, \"hour_of_day\": 3,"
                        + " \"golden_0\": 0.25, \"golden_1\": 0.5, \"golden_2\": 0.75}");
        List<String> arguments = new ArrayList<>(List.of("import", definition));
        arguments.addAll(List.of("--sklearn", "../examples/seed/scaler.pkl", "--golden", golden));
        arguments.addAll(List.of("--to", path("fitted")));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private void backfill() throws IOException {
        String definition = file("fraud.yaml", """
                forebay: 1
                pipeline: fraud
                schema: {id: long, amount: double}
                output: {keep: [id], vector: [amount]}
                """);
        String events = file("in.jsonl", "{\"id\": 1, \"amount\": 2.5}\n{\"id\": 2, \"amount\": 3.5}\n");
        CommandRun run = CommandRun.of(
                "backfill", definition, "--from", events, "--to", path("out.jsonl"), "--registry", path("registry"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    /** A run like the first that is said to have written something else. */
    private void otherOutput() throws IOException {
        String then = file("then.jsonl", "{\"id\":1,\"amount\":2.5}\n{\"id\":2,\"amount\":3.25}\n");
        try (SqliteRegistry registry = SqliteRegistry.open(directory.resolve("registry"))) {
            RecordedRun first = registry.run(1).orElseThrow();
            Actor ann = new Actor("ann", first.startedAt(), first.engine());
            long number = registry.begin("fraud", first.start(), ann);
            RecordedFile output = new RecordedFile(
                    "output", then, Files.size(Path.of(then)), Digest.of(Files.readAllBytes(Path.of(then))));
            registry.end(number, new RunEnd(ann.at(), RunEnd.Outcome.DONE, Map.of(), List.of(output), "", ""));
        } catch (ReleaseRefusal e) {
            throw new IllegalStateException(e);
        }
    }

    private CommandRun state(String window, String key) throws IOException {
        String definition = file("fraud.yaml", StateOnDisk.DEFINITION);
        try {
            StateOnDisk.write(Path.of(definition), directory.resolve("state"), StateOnDisk.EVENTS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return CommandRun.of("state", "show", definition, window, key, "--state", path("state"));
    }

    /** A command whose output breaks in a way that nobody foresaw. */
    private static CommandRun defect() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) {
                throw new IllegalStateException("the output broke");
            }
        };
        try (PrintStream out = new PrintStream(broken, true, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            int code =
                    CommandLineRunner.run(new String[] {"eval", "1 + 1"}, new Terminal(out, errStream, false, false));
            return new CommandRun(code, "", err.toString(StandardCharsets.UTF_8));
        }
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }
}
