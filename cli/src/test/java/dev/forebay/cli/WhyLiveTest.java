package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.broker.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Explanations of what a live pipeline did, out of its topic and journal, held against what it wrote. */
@Tag("stress")
class WhyLiveTest {
    private static final int EVENTS = 60;

    private static EmbeddedKafka broker;
    private static int names;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--registry");
        all.add(directory.resolve("registry").toString());
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** A pipeline over two partitions, between which the events of a key are divided. */
    private Path pipeline(String name, String order, String windows) throws Exception {
        for (String topic : List.of(name + ".in", name + ".out", name + ".bad")) {
            broker.createTopic(topic, 2);
        }
        return Files.writeString(directory.resolve(name + ".yaml"), """
                forebay: 1
                pipeline: NAME
                source: {kafka: {brokers: "BROKERS", topic: NAME.in}}
                event: {id: id, time: at, order: ORDER, lateness: 20s}
                schema: {id: long, at: timestamp, card: string, amount: long}
                checks: {not_negative: amount >= 0}
                windows: WINDOWS
                features: {sum_near: SUM(amount) OVER near, count_near: COUNT(*) OVER near}
                output: {keep: [id, sum_near, count_near]}
                sinks: [{kafka: {topic: NAME.out}}]
                dead_letters: {kafka: {topic: NAME.bad}}
                """.replace("NAME", name)
                .replace("BROKERS", broker.bootstrapServers())
                .replace("ORDER", order)
                .replace("WINDOWS", windows));
    }

    private static void send(String name, int from, int to) throws Exception {
        Random random = new Random(from);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                int second = Math.max(0, 4 * i - (random.nextInt(4) == 0 ? random.nextInt(60) : 0));
                String event = "{\"id\":%d,\"at\":\"2026-01-01T00:%02d:%02dZ\",\"card\":\"c%d\",\"amount\":%d}"
                        .formatted(i, second / 60, second % 60, random.nextInt(2), random.nextInt(9) - 1);
                sent.add(producer.send(new ProducerRecord<>(
                        name + ".in", random.nextInt(2), null, event.getBytes(StandardCharsets.UTF_8))));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private void runToTheEnd(Path definition) {
        CommandRun run = run(
                "run",
                definition.toString(),
                "--until-end",
                "--metrics",
                "off",
                "--state",
                directory.resolve("state").toString());
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static Map<Long, JsonNode> written(String topic) {
        Map<Long, JsonNode> rows = new HashMap<>();
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    JsonNode row = JsonMapper.shared().readTree(record.value());
                    rows.put(row.path("id").asLong(), row);
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrival", "time"})
    void why_ofALiveEvent_isWhatWasWritten_overRunsAndPartitions(String order) throws Exception {
        String name = "live" + names++;
        Path definition = pipeline(name, order, "{near: {by: card, last: 30s}}");
        send(name, 0, EVENTS / 2);
        runToTheEnd(definition);
        send(name, EVENTS / 2, EVENTS);
        runToTheEnd(definition);
        Map<Long, JsonNode> rows = written(name + ".out");
        assertThat(rows.size()).isBetween(EVENTS / 2, EVENTS - 1);

        for (int id = 0; id < EVENTS; id += 13) {
            CommandRun why = run("why", Integer.toString(id), "--definition", definition.toString(), "--json");
            assertThat(why.code()).as(why.err()).isZero();
            JsonNode answer = JsonMapper.shared().readTree(why.out());
            JsonNode row = rows.get((long) id);
            assertThat(answer.path("accepted").asBoolean()).isEqualTo(row != null);
            if (row != null) {
                assertThat(answer.path("output")).as(answer.toPrettyString()).isEqualTo(row);
                String position = answer.path("partition") + ":" + answer.path("offset");
                CommandRun at = run("why", "--position", position, "--run", "2", "--json");
                assertThat(JsonMapper.shared().readTree(at.out()).path("output"))
                        .isEqualTo(row);
            }
        }
    }

    @Test
    void why_afterTheTopicWasCut_answersWhereWindowsDoNotReachThatFar_andSaysWhereTheyDo() throws Exception {
        String sliding = "live" + names++;
        String lifetime = "live" + names++;
        Path slides = pipeline(sliding, "arrival", "{near: {by: card, last: 30s}}");
        Path lives = pipeline(lifetime, "arrival", "{near: {by: card}}");
        for (String name : List.of(sliding, lifetime)) {
            Path definition = name.equals(sliding) ? slides : lives;
            for (int from = 0; from < 3 * EVENTS; from += EVENTS) {
                send(name, from, from + EVENTS);
                runToTheEnd(definition);
            }
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.deleteRecords(Map.of(new TopicPartition(name + ".in", 0), RecordsToDelete.beforeOffset(5)))
                        .all()
                        .get();
            }
        }
        String newest = Integer.toString(3 * EVENTS - 1);

        CommandRun answered = run("why", newest, "--definition", slides.toString());
        assertThat(answered.code()).as(answered.err()).isZero();
        CommandRun refused = run("why", newest, "--definition", lives.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("no longer in topic", "from offset 0", "the oldest there is: 5");
        assertThat(run("why", "--position", "0:2", "--definition", slides.toString())
                        .err())
                .contains("FB8516", "there is no event at 0:2");
    }
}
