package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code forebay diff A B --on}: two pipelines over the same recorded events. */
class DiffImpactTest {
    private static final int EVENTS = 9_000;
    private static final String DEFINITION = """
            forebay: 1
            pipeline: fraud
            event: {id: id, time: at, order: %s, lateness: 1h}
            schema:
              id: string
              at: timestamp
              customer: string
              channel: {type: string, optional: true}
              amount: double
            checks: {small: amount < 990}
            windows: {recent: {by: customer, last: 1h}}
            features:
              tx: COUNT(*) OVER recent
              total: SUM(amount) OVER recent
              score: amount / 1000
              shown: COALESCE(channel, 'none')
            output: {keep: [id, channel, shown], vector: [tx, total, score]}
            """;

    @TempDir
    Path directory;

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private String events() throws IOException {
        Random random = new Random(3);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            long second = i * 10L - random.nextInt(3000);
            String channel = random.nextInt(5) == 0 ? "null" : random.nextBoolean() ? "\"pos\"" : "\"web\"";
            lines.add("{\"id\":\"e%d\",\"at\":\"%s\",\"customer\":\"c%d\",\"channel\":%s,\"amount\":%d}"
                    .formatted(
                            i,
                            java.time.Instant.ofEpochSecond(1_700_000_000 + second),
                            random.nextInt(50),
                            channel,
                            random.nextInt(1000)));
        }
        lines.set(17, "no event");
        return Files.write(directory.resolve("in.jsonl"), lines).toString();
    }

    private CommandRun diff(String before, String after, String... more) {
        List<String> words = new ArrayList<>(List.of("diff", before, after, "--registry", path("registry")));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray(String[]::new));
    }

    private static JsonNode impact(CommandRun run) {
        assertThat(run.err()).isEmpty();
        return JsonMapper.shared().readTree(run.out()).path("impact");
    }

    private static JsonNode column(JsonNode impact, String name) {
        for (JsonNode column : impact.path("columns")) {
            if (column.path("name").asString().equals(name)) {
                return column;
            }
        }
        throw new AssertionError("no column " + name);
    }

    private static JsonNode row(Map<String, JsonNode> rows, String id) {
        return Objects.requireNonNull(rows.get(id));
    }

    /** What a backfill puts out, by id. */
    private Map<String, JsonNode> backfill(String definition, String events) throws IOException {
        CommandRun run = CommandRun.of(
                "backfill", definition, "--from", events, "--to", path("out.jsonl"), "--overwrite", "--no-history");
        assertThat(run.code()).as(run.err()).isZero();
        Map<String, JsonNode> rows = new HashMap<>();
        for (String line : Files.readAllLines(directory.resolve("out.jsonl"))) {
            JsonNode row = JsonMapper.shared().readTree(line);
            rows.put(row.path("id").asString(), row);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"arrival,arrival", "time,time", "arrival,time", "time,arrival"})
    void impact_ofAChange_isThatOfTwoBackfills(String orderBefore, String orderAfter) throws IOException {
        String events = events();
        String before = file("before.yaml", DEFINITION.formatted(orderBefore));
        String after = file(
                "after.yaml",
                DEFINITION
                        .formatted(orderAfter)
                        .replace("amount < 990", "amount < 900 AND amount > 1")
                        .replace("last: 1h", "last: 2h")
                        .replace("score: amount / 1000", "score: (amount + 30) / 1000")
                        .replace("'none'", "'unknown'"));

        JsonNode impact = impact(diff(
                before, after, "--on", events, "--threshold", "0.5", "--score", "score", "--by", "channel", "--json"));

        Map<String, JsonNode> was = backfill(before, events);
        Map<String, JsonNode> is = backfill(after, events);
        List<String> both = was.keySet().stream().filter(is::containsKey).toList();
        assertThat(both).hasSizeBetween(EVENTS / 2, EVENTS);
        assertThat(impact.path("compared").asLong()).isEqualTo(both.size());
        assertThat(impact.path("only_before").asLong()).isEqualTo(was.size() - both.size());
        assertThat(impact.path("only_after").asLong()).isEqualTo(is.size() - both.size());
        assertThat(impact.path("rejected_by_both").asLong()).isEqualTo(EVENTS - was.size());
        assertThat(impact.path("unpaired").asLong()).isZero();
        for (String name : List.of("tx", "total", "score", "shown")) {
            long changed = 0;
            double largest = 0;
            for (String id : both) {
                JsonNode a = row(was, id).path(name);
                JsonNode b = row(is, id).path(name);
                changed += a.equals(b) ? 0 : 1;
                largest = Math.max(largest, Math.abs(a.asDouble(0) - b.asDouble(0)));
            }
            assertThat(column(impact, name).path("changed").asLong()).as(name).isEqualTo(changed);
            assertThat(column(impact, name).path("largest").asDouble(0))
                    .as(name)
                    .isEqualTo(largest);
        }
        Map<String, Long> flips = new TreeMap<>();
        for (String id : both) {
            boolean a = row(was, id).path("score").asDouble() >= 0.5;
            boolean b = row(is, id).path("score").asDouble() >= 0.5;
            flips.merge(row(was, id).path("channel").asString("null"), !a && b ? 1L : 0L, Long::sum);
        }
        JsonNode decisions = impact.path("decisions");
        assertThat(decisions.path("to_yes").asLong())
                .isEqualTo(flips.values().stream().mapToLong(Long::longValue).sum())
                .isPositive();
        assertThat(decisions.path("to_no").asLong()).isZero();
        flips.forEach((segment, count) -> assertThat(
                        decisions.path("segments").path(segment).path("to_yes").asLong())
                .isEqualTo(count));
        assertThat(decisions.path("examples")).hasSize(5);
        assertThat(decisions.path("examples").get(0).path("id").asString()).startsWith("e");
    }

    @Test
    void sameDefinition_onEvents_changesNothing() throws IOException {
        String definition = file("before.yaml", DEFINITION.formatted("arrival"));

        CommandRun run = diff(
                definition,
                file("after.yaml", "# the same\n" + DEFINITION.formatted("arrival")),
                "--on",
                events(),
                "--fail-on",
                "changed,rows,rejected,shift=0");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("the same", "of which 0 (0.00%) differ");
    }

    @ParameterizedTest
    @CsvSource({
        "rows,1",
        "rows=99.9%,0",
        "rows=0.01,1",
        "flips=50%,0",
        "flips=0.1%,1",
        "flips,1",
        "rejected,0",
        "shift=0.0001,1",
        "shift=9,0",
        "breaking,0",
        "'breaking,flips=0.1%',1"
    })
    void failOn_aShare_failsAboveIt(String limit, int code) throws IOException {
        String before = file("before.yaml", DEFINITION.formatted("arrival"));
        String after =
                file("after.yaml", DEFINITION.formatted("arrival").replace("score: amount", "score: 1.1 * amount"));

        CommandRun run =
                diff(before, after, "--on", events(), "--threshold", "0.5", "--score", "score", "--fail-on", limit);

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    }

    @Test
    void reports_forPeople_nameWhatChanged() throws IOException {
        String before = file("before.yaml", DEFINITION.formatted("arrival"));
        String after = file(
                "after.yaml",
                DEFINITION
                        .formatted("arrival")
                        .replace("score: amount / 1000", "score: amount / 500")
                        .replace("amount < 990", "amount < 980"));

        CommandRun run =
                diff(before, after, "--on", events(), "--threshold", "0.5", "--score", "score", "--by", "shown");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("accepted by A only:", "rejected because check:", "B rejects it: check")
                .contains("score        ", "decisions (score >= 0.5):", "now yes", "pos", "none");
    }

    @Test
    void run_ofTheHistory_givesItsEvents_provedToBeUnchanged() throws IOException {
        String events = events();
        String before = file("before.yaml", DEFINITION.formatted("arrival"));
        CommandRun run = CommandRun.of(
                "backfill",
                before,
                "--from",
                events,
                "--to",
                path("out.jsonl"),
                "--registry",
                path("registry"),
                "--since",
                "2023-11-15");
        assertThat(run.code()).as(run.err()).isZero();
        long emitted;
        try (var lines = Files.lines(directory.resolve("out.jsonl"))) {
            emitted = lines.count();
        }

        JsonNode impact = impact(diff(before, before, "--on", "1", "--json"));
        assertThat(impact.path("compared").asLong()).isEqualTo(emitted).isLessThan(EVENTS);
        assertThat(impact.path("changed_rows").asLong()).isZero();

        Files.writeString(Path.of(events), "{}\n");
        CommandRun changed = diff(before, before, "--on", "1");
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("FB8514", "has changed since", "then: ", "now: ");
        assertThat(diff(before, before, "--on", "7").err()).contains("FB8513");
    }

    @Test
    void release_onEvents_isRunAsItIs() throws IOException {
        String before = file("before.yaml", DEFINITION.formatted("arrival"));
        CommandRun built = CommandRun.of(
                "release", "build", before, "--registry", path("registry"), "--label", "live", "--why", "first");
        assertThat(built.code()).as(built.err()).isZero();
        file("before.yaml", DEFINITION.formatted("arrival").replace("amount / 1000", "amount / 100"));

        JsonNode impact = impact(diff("live", before, "--on", events(), "--json"));

        assertThat(column(impact, "score").path("changed").asLong()).isPositive();
        assertThat(column(impact, "total").path("changed").asLong()).isZero();
        assertThat(column(impact, "score").path("typical").asDouble()).isCloseTo(4.5, Offset.offset(0.4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--on gone.jsonl | FB8501",
                "--on 99 | FB8513",
                "--threshold 0.5 | need --on",
                "--fail-on rows | need --on",
                "--fail-on shift | --fail-on has 'shift'",
                "--fail-on breaking=1% | --fail-on has 'breaking=1%'",
                "--on IN --fail-on flips | need --threshold",
                "--on IN --threshold 0.5 | there is no model",
                "--on IN --threshold 0.5 --score scores | did you mean 'score'?",
                "--on IN --threshold 0.5 --score shown | is a string",
                "--on IN --threshold 0.5 --score score --by chanel | did you mean 'channel'?",
                "--on OTHER | FB8303"
            })
    void whatCannotBe_isSaid(String asked) throws IOException {
        String definition = file("before.yaml", DEFINITION.formatted("arrival"));
        String[] parts = asked.split(" \\| ", -1);
        List<String> words = new ArrayList<>();
        for (String word : parts[0].split(" ", -1)) {
            words.add(word.equals("IN") ? events() : word.equals("OTHER") ? file("in.xlsx", "x") : word);
        }

        CommandRun run = diff(definition, definition, words.toArray(String[]::new));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(parts[1]).doesNotContain("\tat ");
    }
}
