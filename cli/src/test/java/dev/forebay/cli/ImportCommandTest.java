package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles and rows that scikit-learn itself made: state is taken over only where the engine computes the same. */
class ImportCommandTest {
    private static final Path PICKLES =
            Path.of("..", "sklearn", "src", "test", "resources", "dev", "forebay", "sklearn", "transforms");
    private static final Path ROWS = Path.of("..", "testing", "src", "test", "resources", "transform");
    private static final String PYTHON =
            Optional.ofNullable(System.getenv("FOREBAY_PYTHON")).orElse("python3");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"standard", "columns", "pipeline-texts", "union", "onehot-rare", "imputer", "imputer-texts"})
    void import_ofGoldenRows_isProvedToTheLastBitAndThenUsed(String name) throws IOException {
        Golden golden = golden(name);
        CommandRun run = run(golden, "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "\"golden_rows\" : " + golden.rows, "\"largest_difference_ulps\" : 0", "\"group\" : \"prep\"");
        assertThat(directory.resolve("fitted/prep.json")).exists();
        CommandRun check = CommandRun.of("check", golden.definition, "--fitted", path("fitted"));
        assertThat(check.code()).as(check.err()).isZero();
    }

    @Test
    void import_ofRowsThatDiffer_writesNothingAndNamesTheFirstOfTheLargest() throws IOException {
        Golden golden = golden("standard");
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(golden.file)));
        String changed = lines.get(4).replaceFirst("\"golden_1\": [^,}]+", "\"golden_1\": 77.5");
        lines.set(4, changed);
        Files.write(Path.of(golden.file), lines);
        CommandRun run = run(golden);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("FB8541", "row 5 of", "and scikit-learn's is 77.5", "nothing was written");
        assertThat(directory.resolve("fitted")).doesNotExist();
    }

    @Test
    void import_ofRowsAnUlpApart_needsToBeAllowed() throws IOException {
        Golden golden = golden("standard");
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(golden.file)));
        String value = lines.get(2).replaceFirst(".*\"golden_0\": ([^,}]+).*", "$1");
        lines.set(
                2,
                lines.get(2)
                        .replace("\"golden_0\": " + value, "\"golden_0\": " + Math.nextUp(Double.parseDouble(value))));
        Files.write(Path.of(golden.file), lines);

        assertThat(run(golden).err()).contains("FB8541", "largest difference, 1 ulp;", "--ulps 1");
        CommandRun allowed = run(golden, "--ulps", "1");
        assertThat(allowed.code()).as(allowed.err()).isZero();
        assertThat(allowed.out()).contains("at most 1 ulp from scikit-learn's");
    }

    @Test
    void import_withoutGoldenRows_saysThatNothingIsProved() throws IOException {
        Golden golden = golden("columns");
        CommandRun run = CommandRun.of("import", golden.definition, "--sklearn", golden.pickle, "--to", path("fitted"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("group prep: a ColumnTransformer, 8 columns in", "not compared", "wrote ");
        assertThat(CommandRun.of("import", golden.definition, "--sklearn", golden.pickle, "--to", path("fitted"))
                        .err())
                .startsWith("error FB8504");
    }

    @Test
    void import_ofWhatDoesNotFit_isRefused() throws IOException {
        Golden golden = golden("standard");
        Golden other = golden("columns");

        assertThat(run(new Golden(golden.definition, other.pickle, golden.file, 0))
                        .err())
                .doesNotContain("\tat ")
                .contains("error FB51");
        assertThat(run(new Golden(golden.definition, golden.definition, golden.file, 0))
                        .err())
                .startsWith("error FB5002");
        assertThat(run(new Golden(golden.definition, golden.pickle, other.file, 0))
                        .err())
                .contains("error FB");
        Path empty = Files.createFile(directory.resolve("empty.jsonl"));
        assertThat(run(new Golden(golden.definition, golden.pickle, empty.toString(), 0))
                        .err())
                .contains("FB8541", "has no rows");
        assertThat(run(golden, "--group", "nobody").err()).contains("FB8540", "groups here: prep");
        assertThat(run(golden, "--ulps", "-1").err()).startsWith("error FB8503");
        assertThat(directory.resolve("fitted")).doesNotExist();
    }

    @Test
    void goldenRows_writtenByTheScript_proveAPickle() throws Exception {
        assumeTrue(
                python("-c", "import sklearn, pandas, joblib"),
                PYTHON + " has no scikit-learn; FOREBAY_PYTHON may name one that has");
        Files.writeString(
                directory.resolve("rows.csv"), "amount,channel,hour\n1.5,web,3\n,pos,23\n7.25,app,0\n1e9,web,12\n");
        Files.writeString(directory.resolve("make.py"), """
                import joblib, pandas as pd
                from sklearn.compose import make_column_transformer
                from sklearn.impute import SimpleImputer
                from sklearn.pipeline import make_pipeline
                from sklearn.preprocessing import OneHotEncoder, StandardScaler
                rows = pd.read_csv("rows.csv")
                prep = make_column_transformer(
                    (make_pipeline(SimpleImputer(), StandardScaler()), ["amount", "hour"]), (OneHotEncoder(), ["channel"]))
                joblib.dump(prep.fit(rows), "prep.pkl")
                """);
        String script =
                Path.of("..", "python", "golden_rows.py").toAbsolutePath().toString();
        assertThat(python("make.py")).isTrue();
        assertThat(python(script, "prep.pkl", "rows.csv", "golden.jsonl")).isTrue();
        Files.writeString(directory.resolve("p.yaml"), """
                forebay: 1
                pipeline: prep
                schema:
                  amount: {type: double, optional: true}
                  channel: string
                  hour: long
                transforms: {prep: {columns: [amount, channel, hour], suffix: _p}}
                output: {keep: [prep]}
                """);

        CommandRun run = run(new Golden(path("p.yaml"), path("prep.pkl"), path("golden.jsonl"), 4));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("4 golden rows: equal to scikit-learn's to the last bit");
    }

    private boolean python(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("python.log").toFile())
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

    private CommandRun run(Golden golden, String... more) {
        List<String> arguments = new ArrayList<>(List.of("import", golden.definition, "--sklearn", golden.pickle));
        arguments.addAll(List.of("--golden", golden.file, "--to", path("fitted")));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private record Golden(String definition, String pickle, String file, int rows) {}

    /** A case of the tests of transforms, as a definition and golden rows; without infinities, which JSON has not, and refused rows. */
    private Golden golden(String name) throws IOException {
        List<String> lines = Files.readAllLines(ROWS.resolve(name + ".txt"));
        List<String> columns = cells(lines.get(2));
        List<String> rows = new ArrayList<>();
        for (String line : lines.subList(4, lines.size())) {
            List<String> cells = cells(line);
            if (!line.contains("inf") && !cells.contains("refused")) {
                rows.add(row(columns, cells));
            }
        }
        assertThat(rows).hasSizeGreaterThan(20);
        return new Golden(
                Files.writeString(directory.resolve(name + ".yaml"), definition(columns))
                        .toString(),
                PICKLES.resolve(name + ".pkl").toString(),
                Files.write(directory.resolve(name + ".jsonl"), rows).toString(),
                rows.size());
    }

    private static String row(List<String> columns, List<String> cells) {
        int arrow = cells.indexOf("=>");
        List<String> members = new ArrayList<>();
        for (int i = 0; i < arrow; i++) {
            members.add(columns.get(2 * i) + ": " + json(cells.get(i)));
        }
        for (int i = arrow + 1; i < cells.size(); i++) {
            members.add("\"golden_" + (i - arrow - 1) + "\": " + json(cells.get(i)));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static String json(String cell) {
        return cell.equals("nan") || cell.equals("NULL") ? "null" : cell;
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split("\t", -1));
    }

    private static String definition(List<String> columns) {
        StringBuilder text = new StringBuilder("forebay: 1\npipeline: prep\nschema:\n");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i += 2) {
            String type = columns.get(i + 1).equals("texts") ? "string" : "double";
            text.append("  %s: {type: %s, optional: true}%n".formatted(columns.get(i), type));
            names.add(columns.get(i));
        }
        return text.append("transforms:\n  prep: {columns: [%s], suffix: _p}%noutput: {keep: [prep]}%n"
                        .formatted(String.join(", ", names)))
                .toString();
    }
}
