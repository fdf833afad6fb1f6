package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fit, run with what was fitted, export: the commands one after the other, over transformers of every shape. */
class FitCommandTest {
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("FOREBAY_PYTHON")).orElse("python3");
    private static final String EVENTS = "../examples/seed/transactions.jsonl";
    private static final String DEFINITION = """
            forebay: 1
            pipeline: fitted
            event: {id: transaction_id, time: timestamp}
            schema:
              transaction_id: long
              timestamp: timestamp
              customer_id: string
              terminal_id: string
              transaction_amount: double
            features:
              amount_log: LOG1P(transaction_amount)
              hour: HOUR(timestamp)
              big: transaction_amount > 100
              mean_of_two: (transaction_amount_s + amount_log_s) / 2
            transforms:
              amounts:
                columns: [transaction_amount, amount_log, hour]
                steps: [SimpleImputer: {strategy: median}, StandardScaler: {}, MinMaxScaler: {feature_range: [-1, 1], clip: true}]
                suffix: _s
              places:
                columns: [terminal_id, big]
                steps: [OneHotEncoder: {min_frequency: 5, max_categories: 4, handle_unknown: infrequent_if_exist}]
              codes: {columns: [customer_id], steps: [OrdinalEncoder: {handle_unknown: use_encoded_value, unknown_value: -1}], suffix: _code}
              products:
                columns: [amounts, mean_of_two]
                steps: [PolynomialFeatures: {degree: 2, include_bias: false}, StandardScaler: {}]
                suffix: _p
            output: {keep: [transaction_id], vector: [amounts, places, codes, products]}
            """;

    @TempDir
    Path directory;

    private String file;
    private String fitted;

    @BeforeEach
    void definition() throws IOException {
        file = Files.writeString(directory.resolve("pipeline.yaml"), DEFINITION).toString();
        fitted = directory.resolve("fitted").toString();
    }

    @Test
    void definition_fittedOnHistory_runsAndExports() throws IOException {
        CommandRun fit = CommandRun.of("fit", file, "--from", EVENTS, "--to", fitted);
        assertThat(fit.code()).as(fit.err()).isZero();
        assertThat(fit.out()).contains("in 2 passes", "amounts: SimpleImputer, then StandardScaler, then MinMaxScaler");

        CommandRun check = CommandRun.of("check", file, "--fitted", fitted);
        assertThat(check.code()).as(check.err()).isZero();
        assertThat(check.out()).contains("terminal_id_infrequent_sklearn", "big_True", "customer_id_code");
        assertThat(CommandRun.of("check", file).err()).contains("error FB5101: 'amounts' is not fitted");

        String out = directory.resolve("features.jsonl").toString();
        CommandRun backfill = CommandRun.of("backfill", file, "--from", EVENTS, "--to", out, "--fitted", fitted);
        assertThat(backfill.code()).as(backfill.err()).isZero();
        // The least and the greatest of a column are what the range says.
        assertThat(Files.readString(Path.of(out)))
                .contains("\"transaction_amount_s\":-1.0", "\"transaction_amount_s\":1.0");

        String onnx = directory.resolve("x.onnx").toString();
        assertThat(CommandRun.of("export", "onnx", file, "--fitted", fitted, "--to", onnx)
                        .code())
                .isZero();
        assertThat(CommandRun.of("export", "onnx", file, "--fitted", fitted, "--to", onnx)
                        .err())
                .startsWith("error FB8504");
        assertThat(Path.of(onnx)).isNotEmptyFile();
        CommandRun export = CommandRun.of(
                "export",
                "sklearn",
                file,
                "--fitted",
                fitted,
                "--to",
                directory.resolve("exported").toString());
        assertThat(export.code()).as(export.err()).isZero();
        for (String group : List.of("amounts", "places", "codes", "products")) {
            assertThat(directory.resolve("exported").resolve(group + ".json"))
                    .hasSameBinaryContentAs(Path.of(fitted).resolve(group + ".json"));
        }
    }

    @Test
    void state_thatAGroupNames_isReadAsAPickleIs() throws IOException {
        assertThat(CommandRun.of("fit", file, "--from", EVENTS, "--to", fitted).code())
                .isZero();
        Files.writeString(
                Path.of(file),
                DEFINITION
                        .replace("suffix: _s\n", "suffix: _s\n    fitted: fitted/amounts.json\n")
                        .replace("suffix: _code}", "suffix: _code, fitted: fitted/codes.json}"));
        CommandRun check = CommandRun.of("check", file, "--fitted", fitted);
        assertThat(check.code()).as(check.err()).isZero();

        Path amounts = Path.of(fitted).resolve("amounts.json");
        Files.writeString(amounts, Files.readString(amounts).replace("\"clip\"", "\"clop\""));
        CommandRun damaged = CommandRun.of("check", file, "--fitted", fitted);
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.err()).contains("amounts.json:", "FB5204", "named at " + file);
    }

    @Test
    void arguments_withoutSense_areTold() {
        assertThat(CommandRun.of("fit", file, "--from", "nowhere.jsonl", "--to", fitted)
                        .err())
                .startsWith("error FB8501");
        assertThat(CommandRun.of("fit", file, "--from", EVENTS, "--to", file).err())
                .startsWith("error FB8504");
        assertThat(CommandRun.of(
                                "fit",
                                file,
                                "--from",
                                EVENTS,
                                "--to",
                                fitted,
                                "--since",
                                "2026-02-01",
                                "--until",
                                "2026-01-01")
                        .err())
                .contains("--since is not before --until");
        assertThat(CommandRun.of("check", file, "--fitted", fitted).err()).startsWith("error FB8604");
        assertThat(CommandRun.of("fit", "../examples/seed/pipeline.yaml", "--from", EVENTS, "--to", fitted)
                        .err())
                .contains("FB8601", "--all fits groups anew");
    }

    @Test
    void exportedState_inPython_transformsAsItWasFitted() throws Exception {
        assumeTrue(
                succeeds(List.of(PYTHON, "-c", "import sklearn, pandas")),
                PYTHON + " has no scikit-learn; FOREBAY_PYTHON may name one that has");
        assertThat(succeeds(
                        List.of(PYTHON, "../python/make_fit_fixtures.py", "check", "../engine/src/test/resources/fit")))
                .isTrue();
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }
}
