package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a careless user types or writes: a message that says what and where, exit code 2, no stack trace. */
class BadInputTest {
    private static final String GOOD = """
            forebay: 1
            pipeline: p
            source: {kafka: {brokers: "localhost:9092", topic: t}}
            event: {id: id, time: at}
            schema: {id: long, at: timestamp, amount: double, name: string}
            features:
              log_amount: LOG1P(amount)
            output: {keep: [id], vector: [log_amount]}
            sinks: [{kafka: {topic: out}}]
            dead_letters: {kafka: {topic: bad}}
            """;

    @TempDir
    Path directory;

    private String file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    private static void assertWrong(CommandRun run, String... parts) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(parts).doesNotContain("FB9", "Exception", "\tat ");
        assertThat(run.out()).isEmpty();
    }

    private void assertDefinitionWrong(String text, String... parts) throws IOException {
        assertWrong(CommandRun.of("check", file("p.yaml", text)), parts);
    }

    @Test
    void check_goodDefinition_isGood() throws IOException {
        CommandRun run = CommandRun.of("check", file("p.yaml", GOOD));

        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void run_historyAskedForWrongly_saysHow() throws IOException {
        String definition = file("p.yaml", GOOD);
        assertWrong(CommandRun.of("run", definition, "--until", "2026-03-01"), "FB8503", "--bootstrap");
        assertWrong(CommandRun.of("run", definition, "--bootstrap", "old.jsonl"), "FB8401", "--until");
        assertWrong(
                CommandRun.of("run", definition, "--bootstrap", "old.jsonl", "--until", "soon"),
                "FB8503",
                "--until is 'soon'",
                "2026-03-01T12:00:00Z");
        assertWrong(CommandRun.of("run", definition, "--bootstrap", "t:soon.."), "FB8401", "'soon'");
    }

    @Test
    void check_noFileDirectoryEmpty_saysWhich() throws IOException {
        assertWrong(CommandRun.of("check", directory.resolve("no.yaml").toString()), "FB8001", "no.yaml");
        assertWrong(CommandRun.of("check", directory.toString()), "FB8002", "is a directory");
        assertDefinitionWrong("", "FB8005", "empty");
        assertWrong(CommandRun.of("check", file("b.yaml", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1})), "FB8004");
    }

    @Test
    void check_yamlIsNoMapping_saysSo() throws IOException {
        assertDefinitionWrong("just a word\n", "p.yaml:1:1", "mapping");
        assertDefinitionWrong("- a\n- b\n", "p.yaml:1:1", "mapping");
    }

    @Test
    void check_tabs_showsThePlace() throws IOException {
        assertDefinitionWrong(GOOD.replace("  log_amount", "\tlog_amount"), "p.yaml:7:1", "tab");
    }

    @Test
    void check_duplicateKey_showsThePlace() throws IOException {
        assertDefinitionWrong(
                GOOD.replace("features:\n", "features:\n  log_amount: LN(amount)\n"), "p.yaml:8:3", "log_amount");
    }

    @Test
    void check_anchorsAndAliasBomb_areRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            String former = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + former + ", " + former + "]\n");
        }
        assertDefinitionWrong(bomb.toString(), "p.yaml:1:", "anchor");
        assertDefinitionWrong(GOOD.replace("[log_amount]", "&v [log_amount]"), "p.yaml:8:", "anchor");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sinks:         | sink:             | p.yaml:9:1   | did you mean 'sinks'
                    LOG1P(amount)  | LOG1PP(amount)    | p.yaml:7:15  | did you mean LOG1P
                    LOG1P(amount)  | LOG1P(amuont)     | p.yaml:7:21  | did you mean 'amount'
                    amount: double | amount: duoble    | p.yaml:5:    | did you mean 'double'
                    LOG1P(amount)  | LOG1P(amount, 2)  | p.yaml:7:15  | LOG1P does not take 2 arguments
                    LOG1P(amount)  | LOG1P(name)       | p.yaml:7:    | string
                    LOG1P(amount)  | name + 1          | p.yaml:7:20  | string
                    LOG1P(amount)  | log_amount + 1    | p.yaml:7:3   | computed from itself
                    LOG1P(amount)  | (amount + )       | p.yaml:7:25  | expected a value
                    log_amount: LO | amount: LO        | p.yaml:7:3   | amount
                    pipeline: p    | pipeline: p\\n    | p.yaml:2:    | pipeline
                    """)
    void check_oneMistake_showsPlaceAndRemedy(String good, String bad, String place, String part) throws IOException {
        assertThat(GOOD).contains(good);
        assertDefinitionWrong(GOOD.replace(good, bad), place, part, "^");
    }

    @Test
    void check_featuresInACircle_namesThem() throws IOException {
        assertDefinitionWrong(
                GOOD.replace("LOG1P(amount)", "b + 1\n  b: c + 1\n  c: log_amount + 1"),
                "p.yaml:7:",
                "b -> c -> log_amount");
    }

    @Test
    void check_expressionOfTenMegabytes_isRefusedAtOnce() throws IOException {
        String sum = "amount" + " + amount".repeat(10_000_000 / 9);
        assertWrong(
                CommandRun.of("check", file("p.yaml", GOOD.replace("LOG1P(amount)", sum))), "FB1060", "p.yaml:7:15");
        String parentheses = "(".repeat(400_000) + "amount" + ")".repeat(400_000);
        assertDefinitionWrong(GOOD.replace("LOG1P(amount)", parentheses), "p.yaml:7:", "FB1");
        assertWrong(CommandRun.of("eval", "1" + "+1".repeat(5_000_000)), "expression", "FB1");
        assertWrong(CommandRun.of("eval", "(".repeat(60_000) + "1"), "FB1");
    }

    private String withScaler(byte[] pickle) throws IOException {
        file("scaler.pkl", pickle);
        String seed = Files.readString(seed().resolve("pipeline.yaml"));
        return file("seed.yaml", seed);
    }

    private static Path seed() {
        return Papers.ROOT.resolve("examples/seed");
    }

    @Test
    void check_scalerForOtherColumns_namesBoth() throws IOException {
        file("scaler.pkl", Files.readAllBytes(seed().resolve("scaler.pkl")));
        String seed = Files.readString(seed().resolve("pipeline.yaml"));
        String other = seed.replace(
                "columns: [transaction_amount, transaction_amount_log, hour_of_day]",
                "columns: [hour_of_day, transaction_amount]");

        assertThat(other).isNotEqualTo(seed);
        assertWrong(CommandRun.of("check", file("seed.yaml", other)), "seed.yaml:", "FB5", "transaction_amount_log");
    }

    @Test
    void check_pickleThatRunsCommands_isRefusedAndRunsNothing() throws IOException {
        Path witness = directory.resolve("was-here");
        String command = "touch " + witness;
        String pickle = "\u0080\u0002cos\nsystem\n(X" + (char) command.length() + "\0\0\0" + command + "tR.";

        CommandRun run = CommandRun.of("check", withScaler(pickle.getBytes(StandardCharsets.ISO_8859_1)));

        assertWrong(run, "seed.yaml:", "FB5", "os.system");
        assertThat(witness).doesNotExist();
    }

    @Test
    void check_pickleCutInHalf_isRefused() throws IOException {
        byte[] whole = Files.readAllBytes(seed().resolve("scaler.pkl"));

        assertWrong(CommandRun.of("check", withScaler(Arrays.copyOf(whole, whole.length / 2))), "seed.yaml:", "FB5");
    }

    @Test
    void check_pickleThatClaimsFourGigabytes_isRefusedAtOnce() throws IOException {
        byte[] text = {(byte) 0x80, 2, 'X', -1, -1, -1, -1, 'a', '.'};
        byte[] bytes = {(byte) 0x80, 4, (byte) 0x8e, 0, 0, 0, 0, 1, 0, 0, 0, 'a', '.'};

        assertWrong(CommandRun.of("check", withScaler(text)), "seed.yaml:", "FB5");
        assertWrong(CommandRun.of("check", withScaler(bytes)), "seed.yaml:", "FB5");
    }

    @Test
    void backfill_wrongFiles_saysWhichAndLeavesNothing() throws IOException {
        String definition = file("p.yaml", GOOD);
        String in = file("in.jsonl", "{\"id\":1,\"at\":\"2018-04-01T09:30:00Z\",\"amount\":1.5,\"name\":\"x\"}\n");
        String out = directory.resolve("out.jsonl").toString();

        assertWrong(backfill(definition, directory.resolve("no.jsonl").toString(), out), "no.jsonl");
        assertWrong(backfill(definition, directory.toString(), out), "is a directory");
        assertWrong(backfill(definition, in, directory.resolve("no/out.jsonl").toString()), "no directory");
        assertWrong(backfill(definition, in, directory.toString()), "not a plain file");
        assertWrong(backfill(definition, in, directory.resolve("out.xls").toString()), "FB8303", ".csv");
        assertWrong(backfill(definition, in, in), "one file is named twice");
        assertWrong(backfill(definition, in, out, "--since", "yesterday"), "--since is 'yesterday'");
        assertWrong(
                backfill(definition, in, out, "--since", "2018-01-02", "--until", "2018-01-01T00:00:00+02:00"),
                "--since is not before --until");
        assertWrong(backfill(definition, in, out, "--workers", "0"), "--workers is 0");
        assertThat(directory.resolve("out.jsonl")).doesNotExist();
    }

    @Test
    void backfill_outputExists_isRefusedUnlessOverwritten() throws IOException {
        String definition = file("p.yaml", GOOD);
        String in = file("in.jsonl", "{\"id\":1,\"at\":\"2018-04-01T09:30:00Z\",\"amount\":0,\"name\":\"x\"}\n{}\n");
        String out = file("out.jsonl", "precious");

        assertWrong(backfill(definition, in, out), "FB8301", "exists", "--overwrite");
        assertThat(directory.resolve("out.jsonl")).hasContent("precious");
        assertThat(backfill(definition, in, out, "--overwrite").code()).isZero();
        assertThat(directory.resolve("out.jsonl")).hasContent("{\"id\":1,\"log_amount\":0.0}");
        assertThat(directory.resolve("out.rejected.jsonl")).isNotEmptyFile();
    }

    private static CommandRun backfill(String definition, String from, String to, String... more) {
        String[] arguments = {"backfill", definition, "--from", from, "--to", to};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void new_sampleWithoutEvents_isRefusedAndWritesNothing() throws IOException {
        String target = directory.resolve("project").toString();

        assertWrong(CommandRun.of("new", target, "--from", file("s.jsonl", "a,b\n1,2\n")), "no event");
        assertWrong(
                CommandRun.of("new", target, "--from", file("b.jsonl", new byte[] {(byte) 0xff, 0, '\n'})), "UTF-8");
        assertWrong(CommandRun.of("new", target, "--sklearn", file("s.pkl", "no pickle")), "FB5", "is not a pickle");
        assertWrong(CommandRun.of("new", file("there", "x")), "is a file");
        assertThat(directory.resolve("project")).doesNotExist();
    }

    @Test
    void run_wrongArguments_areRefusedBeforeAnythingStarts() throws IOException {
        String definition = file("p.yaml", GOOD);

        assertWrong(CommandRun.of("run", definition, "--workers", "0"), "--workers");
        assertWrong(CommandRun.of("run", definition, "--metrics", "here"), "--metrics is 'here'");
        assertWrong(CommandRun.of("run", definition, "--metrics", "1:70000"), "--metrics");
        assertWrong(CommandRun.of("run", definition, "--log-level", "loud"), "--log-level is 'loud'");
        assertWrong(CommandRun.of("run", definition, "--log-format", "xml"), "--log-format", "JSON");
        assertWrong(CommandRun.of("run", definition, "--commit-interval", "soon"), "--commit-interval");
        assertWrong(
                CommandRun.of("run", definition, "--commit-interval", "4s"), "--commit-interval is 4s", "3s at most");
        assertWrong(CommandRun.of("run", definition, "--grace", "-1s"), "--grace");
        assertWrong(CommandRun.of("run", file("w.yaml", GOOD.replace("LOG1P", "LOG1B"))), "w.yaml:7:15");
    }

    @Test
    void eval_mistakes_showThePlace() {
        assertWrong(CommandRun.of("eval", "1 +"), "expression:1:4", "expected a value");
        assertWrong(CommandRun.of("eval", ""), "expression:1:1");
        assertWrong(CommandRun.of("eval", "x", "--row", "{\"x\":1"), "--row is no JSON object");
        assertWrong(CommandRun.of("eval", "y", "--row", "{\"x\":1}"), "expression:1:1", "'y'");
        assertWrong(CommandRun.of("functions", "LOG1B"), "unknown function 'LOG1B'");
    }

    @Test
    void eval_expressionThatBeginsWithMinus_isNoOption() {
        assertThat(CommandRun.of("eval", "-1 + 3").out()).isEqualTo("2\n");
        assertThat(CommandRun.of("eval", "-x", "--row", "{\"x\":7}").out()).isEqualTo("-7\n");
        assertWrong(CommandRun.of("eval", "--jsn", "1"), "--help");
    }

    @Test
    void help_ofEveryCommand_showsAnExample() {
        for (String command : new String[] {
            "demo",
            "new",
            "check",
            "explain",
            "eval",
            "functions",
            "try",
            "test",
            "run",
            "backfill",
            "compare",
            "doctor",
            "schema"
        }) {
            CommandRun run = CommandRun.of(command, "--help");

            assertThat(run.code()).isZero();
            assertThat(run.out()).containsPattern("Examples?:").contains("forebay " + command);
        }
    }
}
