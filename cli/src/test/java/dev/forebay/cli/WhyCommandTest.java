package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Explanations of single events: that they are of what was emitted, and that what is wrong is told. */
class WhyCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/forebay/cli/why.txt");
    private static final Path WINDOWS = Path.of("..", "examples", "windows", "pipeline.yaml");
    private static final Path SEED = Path.of("..", "examples", "seed");

    /** Windows of every kind, over events that come in any order. */
    private static final String DEFINITION = """
            forebay: 1
            pipeline: payments
            source: {kafka: {brokers: "localhost:9092", topic: payments}, format: json}
            event: {id: id, time: at, order: ORDER, lateness: 30s, duplicates: {reject: {within: 20s}}}
            schema: {id: string, at: timestamp, card: {type: string, optional: true}, shop: long, amount: long}
            checks: {not_negative: amount >= 0}
            windows:
              near: {by: card, last: [10s, 1m]}
              others: {by: [card, shop], last: 1m, exclude: current}
              settled: {by: shop, last: 1m, delay: 20s}
              three: {by: card, rows: 3}
              late_three: {by: card, rows: 3, delay: 15s}
              ever: {by: card}
              recent: {by: shop, idle: 20s}
            features:
              sum_near: SUM(amount) OVER near
              sum_others: SUM(amount) OVER others
              sum_settled: SUM(amount) OVER settled
              sum_three: SUM(amount) OVER three
              sum_late_three: SUM(amount) OVER late_three
              sum_ever: SUM(amount) OVER ever
              sum_recent: SUM(amount) OVER recent
              odd: COUNT(*) FILTER (WHERE amount % 2 = 1) OVER ever
              share: CASE WHEN amount > 0 THEN amount / SUM(amount) OVER ever ELSE 1 / NULLIF(amount, 0) END
            output: {keep: [id, sum_near, sum_others, sum_settled, sum_three, sum_late_three, sum_ever, sum_recent, odd, share]}
            sinks: [{kafka: {topic: out}}]
            tests: {one: {given: [{id: a, at: 0s, card: c, shop: 1, amount: 1}], expect: [{sum_ever: 1}]}}
            """;

    @TempDir
    Path directory;

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--registry");
        all.add(directory.resolve("registry").toString());
        return CommandRun.of(all.toArray(String[]::new));
    }

    private JsonNode why(String... arguments) {
        List<String> all = new ArrayList<>(List.of("why"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", "--all"));
        CommandRun run = run(all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    private Path backfill(Path definition, Path events, String output) {
        Path out = directory.resolve(output);
        CommandRun run = run("backfill", definition.toString(), "--from", events.toString(), "--to", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return out;
    }

    private Path timeline() throws IOException {
        return Files.writeString(directory.resolve("timeline.jsonl"), """
                {"id":1,"at":"2018-04-01T10:00:00Z","card":"A","amount":1}
                {"id":2,"at":"2018-04-01T10:30:00Z","card":"A","amount":2}
                {"id":3,"at":"2018-04-01T10:30:00Z","card":"A","amount":4}
                {"id":4,"at":"2018-04-01T11:00:00Z","card":"A","amount":8}
                {"id":5,"at":"2018-04-01T10:55:00Z","card":"A","amount":16}
                {"id":6,"at":"2018-04-01T11:05:00Z","amount":32}
                {"id":5,"at":"2018-04-01T10:55:00Z","card":"A","amount":16}
                {"id":8,"at":"2018-04-01T11:40:00Z","card":"B","amount":64}
                {"id":9,"at":"2018-04-01T10:59:00Z","card":"A","amount":128}
                {"broken":
                """);
    }

    @Test
    void why_ofAnEventInWindows_readsAsReviewed() throws IOException {
        backfill(WINDOWS, timeline(), "out.jsonl");

        String text = run("why", "9")
                .out()
                .replace(directory.toString(), "/data")
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:…");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrival", "time"})
    void why_ofEveryEvent_isWhatWasEmitted_andItsWindowsHoldWhatTheirSumsSay(String order) throws IOException {
        Path definition = Files.writeString(directory.resolve("payments.yaml"), DEFINITION.replace("ORDER", order));
        Random random = new Random(17);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long second = Math.max(0, i * 3L - (random.nextInt(4) == 0 ? random.nextInt(90) : 0));
            String id = i > 5 && random.nextInt(8) == 0 ? "e" + (i - 3) : "e" + i;
            lines.add("{\"id\":\"%s\",\"at\":\"2026-01-01T00:%02d:%02dZ\",\"card\":%s,\"shop\":%d,\"amount\":%d}"
                    .formatted(
                            id,
                            second / 60,
                            second % 60,
                            random.nextInt(10) == 0 ? "null" : "\"c" + random.nextInt(2) + "\"",
                            random.nextInt(2),
                            random.nextInt(12) - 1));
        }
        backfill(definition, Files.write(directory.resolve("events.jsonl"), lines), "out.jsonl");

        int rejected = 0;
        int incomplete = 0;
        for (int i = 0; i < lines.size(); i += 2) {
            JsonNode answer = why("--position", Integer.toString(i));
            assertThat(answer.path("same_as_emitted").asString())
                    .as(answer.toPrettyString())
                    .isEqualTo("yes");
            rejected += answer.path("accepted").asBoolean() ? 0 : 1;
            incomplete += answer.path("incomplete").asBoolean() ? 1 : 0;
            for (JsonNode window : answer.path("windows")) {
                requireSum(answer, window);
            }
        }
        assertThat(rejected).isBetween(1, 15);
        assertThat(incomplete).isPositive();
    }

    /** The events that are listed add up to what the engine computed. */
    private static void requireSum(JsonNode answer, JsonNode window) {
        String name = window.path("name").asString();
        JsonNode feature = answer.path("output").path("sum_" + name);
        assertThat(window.path("events").size())
                .isEqualTo(window.path("events_inside").asInt());
        long sum = 0;
        for (JsonNode event : window.path("events")) {
            sum += event.path("aggregates").get(0).path("value").asLong();
        }
        assertThat(feature.isMissingNode()).isFalse();
        assertThat(feature.isNull()).isEqualTo(window.path("events").isEmpty());
        assertThat(sum).as(answer.toPrettyString()).isEqualTo(feature.asLong());
    }

    @Test
    void why_ofAFeature_hasTheValueOfEveryPartOfItsExpression() throws IOException {
        Path definition = Files.writeString(directory.resolve("payments.yaml"), DEFINITION.replace("ORDER", "arrival"));
        Path events = Files.writeString(directory.resolve("events.jsonl"), """
                {"id":"a","at":"2026-01-01T00:00:00Z","card":"c","shop":1,"amount":3}
                {"id":"b","at":"2026-01-01T00:00:01Z","card":"c","shop":1,"amount":5}
                {"id":"z","at":"2026-01-01T00:00:02Z","card":"c","shop":1,"amount":0}
                """);

        CommandRun run = run(
                "why", "b", "--definition", definition.toString(), "--from", events.toString(), "--feature", "share");

        assertThat(run.out())
                .contains("share = 0.625")
                .contains("amount > 0 = true")
                .contains("SUM(amount) OVER ever = 8")
                .contains("window ever of card = 'c'")
                .contains("same as emitted: unknown")
                .doesNotContain("sum_three =");
        JsonNode window = JsonMapper.shared()
                .readTree(run(
                                "why",
                                "b",
                                "--definition",
                                definition.toString(),
                                "--from",
                                events.toString(),
                                "--json",
                                "--feature",
                                "odd")
                        .out())
                .path("windows")
                .get(0);
        assertThat(window.path("events_inside").asInt()).isEqualTo(2);
        assertThat(why("z", "--definition", definition.toString(), "--from", events.toString())
                        .path("accepted")
                        .asBoolean())
                .as("a branch that is not taken may fail")
                .isTrue();
    }

    @Test
    void why_ofAnEventThatWasRejected_hasTheReasonsOfTheDeadLetter() throws IOException {
        backfill(WINDOWS, timeline(), "out.jsonl");

        JsonNode duplicate = why("5", "--position", "0:6");
        assertThat(duplicate.path("accepted").asBoolean()).isFalse();
        assertThat(duplicate.path("reasons").get(0).path("code").asString()).isEqualTo("duplicate");
        assertThat(duplicate.path("same_as_emitted").asString()).isEqualTo("yes");
        JsonNode broken = why("--position", "9");
        assertThat(broken.path("raw").asString()).contains("{\"broken\":");
        assertThat(broken.path("reasons").size()).isPositive();
        assertThat(broken.path("same_as_emitted").asString()).isEqualTo("yes");
    }

    @Test
    void why_ofTransforms_hasEachColumnBeforeAndAfter() throws IOException {
        JsonNode answer = why(
                "--position",
                "0",
                "--definition",
                SEED.resolve("pipeline.yaml").toString(),
                "--from",
                SEED.resolve("transactions.jsonl").toString());

        JsonNode transform = answer.path("transforms").get(0);
        assertThat(transform.path("group").asString()).isEqualTo("amounts");
        assertThat(transform.path("before").size()).isEqualTo(3);
        assertThat(transform.path("steps").get(0).path("transformer").asString())
                .isEqualTo("StandardScaler");
        assertThat(transform.path("steps").get(0).path("after").size()).isEqualTo(3);
        assertThat(answer.path("vector").size()).isEqualTo(3);
        assertThat(answer.path("checks").get(0).path("passes").asBoolean()).isTrue();
    }

    @Test
    void why_ofACsvOrParquetRun_isWhatWasEmitted() throws IOException {
        Path csv = Files.writeString(directory.resolve("events.csv"), """
                id,at,card,amount
                1,2018-04-01T10:00:00Z,A,1
                2,2018-04-01T10:30:00Z,A,2
                """);
        backfill(WINDOWS, csv, "out.parquet");

        assertThat(why("2").path("same_as_emitted").asString()).isEqualTo("yes");
        assertThat(why("2").path("raw").asString()).contains("2018-04-01T10:30:00Z");
    }

    @Test
    void why_afterTheOutputWasChanged_saysThatItIsNotThere() throws IOException {
        Path out = backfill(WINDOWS, timeline(), "out.jsonl");
        Files.writeString(out, Files.readString(out).replace("\"in_hour\":144", "\"in_hour\":145"));

        JsonNode answer = why("9");

        assertThat(answer.path("same_as_emitted").asString()).isEqualTo("unknown");
        assertThat(answer.path("emitted").asString()).contains("no longer there");
    }

    @Test
    void why_withWhatCannotBeAnswered_saysWhy() throws IOException {
        assertThat(run("why", "5").err()).contains("FB8513", "no run");
        assertThat(run("why").err()).contains("FB8503", "which event?");
        Path events = timeline();
        backfill(WINDOWS, events, "out.jsonl");

        assertThat(run("why", "77").err()).contains("FB8516", "there is no event '77'", "10 events");
        assertThat(run("why", "5").err()).contains("2 events have the id '5'", "at 0:4", "at 0:6", "--position");
        assertThat(run("why", "5", "--time", "2018-04-02").err()).contains("there is no event '5'", "without --time");
        assertThat(run("why", "--position", "x").err()).contains("FB8503", "PARTITION:OFFSET");
        assertThat(run("why", "9", "--feature", "nix").err()).contains("FB8503", "columns here");
        assertThat(run("why", "9", "--run", "1", "--definition", WINDOWS.toString())
                        .err())
                .contains("FB8503");
        Files.writeString(events, "\n", StandardOpenOption.APPEND);
        assertThat(run("why", "9").err()).contains("FB8516", "has changed since");
        Files.delete(events);
        assertThat(run("why", "9").err()).contains("no longer there", "--from");
    }
}
