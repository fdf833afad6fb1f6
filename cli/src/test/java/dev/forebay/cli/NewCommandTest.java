package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code new} writes is a definition without errors that accepts the sample it was made of. */
class NewCommandTest {
    private static final List<String> KEYS = List.of(
            "id",
            "amount",
            "a b",
            "a: b",
            "a #b",
            "it's",
            "\"quoted\"",
            "a.b",
            "a_b",
            "a",
            "b",
            "{x}",
            "[y]",
            "null",
            "TRUE",
            "not",
            "case",
            "no",
            "~",
            "-",
            "- x",
            "1",
            "é",
            "\uD83D\uDE00",
            "forebay",
            "hour_of_day",
            "amount_log",
            "one",
            "&anchor",
            "*",
            "|",
            "%",
            "@",
            ",",
            "?",
            " padded ",
            "timestamp",
            "order");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    @Test
    void sample_withAnyNames_givesADefinitionThatAcceptsIt() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            ObjectNode event = JSON.createObjectNode();
            fill(event, random, 2);
            event.put("x", 1.5);
            Path sample = Files.writeString(directory.resolve(seed + ".jsonl"), event + "\n");
            Path project = directory.resolve("project" + seed);

            assertThat(CommandRun.of("new", project.toString(), "--from", sample.toString())
                            .code())
                    .isZero();

            String definition = project.resolve("pipeline.yaml").toString();
            CommandRun check = CommandRun.of("check", definition);
            assertThat(check.code())
                    .as("seed %d: %s%n%s%n%s", seed, event, check.err(), Files.readString(Path.of(definition)))
                    .isZero();
            CommandRun look = CommandRun.of("try", definition, "--from", sample.toString());
            assertThat(look.out()).as("seed %d: %s", seed, event).contains("1 event: 1 accepted, 0 rejected");
        }
    }

    private static void fill(ObjectNode object, Random random, int depth) {
        int fields = 1 + random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            switch (random.nextInt(depth > 0 ? 7 : 6)) {
                case 0 -> object.put(key, random.nextInt());
                case 1 -> object.put(key, random.nextDouble());
                case 2 -> object.put(key, "text");
                case 3 -> object.put(key, "2018-04-01T09:30:00Z");
                case 4 -> object.put(key, "2018-04-01");
                case 5 -> object.put(key, random.nextBoolean());
                default -> fill(object.putObject(key), random, depth - 1);
            }
        }
    }

    @Test
    void field_thatNoColumnCanBeCalled_isLeftOutWithANote() throws IOException {
        Path sample = Files.writeString(directory.resolve("s.jsonl"), "{\"\": 1, \"x\": 2.5}\n");

        CommandRun run = CommandRun.of("new", directory.resolve("p").toString(), "--from", sample.toString());

        assertThat(run.out()).contains("field '' has no single type in the sample, or no name");
        assertThat(CommandRun.of("check", directory.resolve("p/pipeline.yaml").toString())
                        .code())
                .isZero();
    }
}
