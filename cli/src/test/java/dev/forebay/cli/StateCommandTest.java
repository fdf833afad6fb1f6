package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code forebay state}: what windows know of a key, read from the newest snapshot. */
class StateCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    private Path definition = Path.of("");

    @BeforeEach
    void writeState() throws IOException, InterruptedException {
        definition = Files.writeString(directory.resolve("fraud.yaml"), StateOnDisk.DEFINITION);
        StateOnDisk.write(definition, directory.resolve("state"), StateOnDisk.EVENTS);
    }

    private CommandRun state(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "state";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--state";
        all[all.length - 1] = directory.resolve("state").toString();
        return CommandRun.of(all);
    }

    @Test
    void show_key_hasItsEventsWindowsAndAggregates() {
        CommandRun run = state("show", definition.toString(), "recent", "c1");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("fraud as of commit 17, written")
                .contains("customer = c1: 3 events in the buffer, the newest at 2026-03-01T11:45:00Z")
                .containsSubsequence("2026-03-01T10:00:00Z", "10.0", "'web'", "recent_1d")
                .containsSubsequence("2026-03-01T11:30:00Z", "25.5", "'pos'", "recent_1h, recent_1d")
                .containsSubsequence("2026-03-01T11:45:00Z", "NULL", "NULL", "recent_1h, recent_1d")
                .contains("recent_1h: 2 events after 2026-03-01T10:45:00Z up to 2026-03-01T11:45:00Z")
                .contains("COUNT(*) OVER recent_1h = 2")
                .contains("AVG(amount) OVER recent_1h = 25.5")
                .contains("MAX(amount) FILTER (WHERE channel = 'web') OVER recent_1d = 10.0")
                .contains("LAG(channel) OVER recent_1d = 'pos'");
    }

    @Test
    void show_memberOfAFamily_showsThatWindowOnly() {
        CommandRun run = state("show", definition.toString(), "recent_1h", "c1", "--limit", "1");

        assertThat(run.out())
                .contains("the newest 1; --limit 0 shows all")
                .contains("recent_1h: 2 events")
                .doesNotContain("recent_1d:", "10:00:00Z");
    }

    @Test
    void show_compositeKey_takesAValueForEachColumn() {
        CommandRun run = state("show", definition.toString(), "per_channel", "c1", "pos");

        assertThat(run.out()).contains("customer = c1, channel = pos: 1 event").contains("= 25.5");
        CommandRun wrong = state("show", definition.toString(), "per_channel", "c1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("is by customer, channel, and the key has 1 value");
    }

    @Test
    void show_json_isForPrograms() {
        JsonNode json = JSON.readTree(state("show", definition.toString(), "recent_1h", "c1", "--json")
                .out());

        assertThat(json.path("commit").asInt()).isEqualTo(17);
        assertThat(json.path("key").path("customer").asString()).isEqualTo("c1");
        assertThat(json.path("events")).hasSize(3);
        assertThat(json.path("events").path(2).path("values").path("amount").isNull())
                .isTrue();
        assertThat(json.path("events")
                        .path(1)
                        .path("contributes")
                        .path("amount")
                        .asBoolean())
                .isTrue();
        assertThat(json.path("windows")
                        .path(0)
                        .path("aggregates")
                        .path("COUNT(*) OVER recent_1h")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void list_hasKeysEventsAndMemory() {
        CommandRun run = state("list", definition.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("customer +recent_1h, recent_1d +2 +4 ")
                .containsPattern("customer, channel +per_channel +3 +3 ");
        JsonNode json =
                JSON.readTree(state("list", definition.toString(), "--json").out());
        assertThat(json.path("by").path(0).path("keys").asInt()).isEqualTo(2);
    }

    @Test
    void explain_statesBytesOfAKeyAndOfAnEvent() {
        CommandRun run = CommandRun.of("explain", definition.toString());

        assertThat(run.out())
                .contains("memory of the state")
                .containsPattern("by customer: [0-9]+ bytes a key and [0-9]+ bytes an event in its windows");
        JsonNode json = JSON.readTree(
                CommandRun.of("explain", definition.toString(), "--json").out());
        assertThat(json.path("state_memory")
                        .path(0)
                        .path("cost")
                        .path("eventBytes")
                        .asInt())
                .isPositive();
    }
}
