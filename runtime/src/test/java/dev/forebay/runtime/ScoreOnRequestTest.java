package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.request.RequestServer;
import dev.forebay.types.diagnostic.Diagnostic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events are scored over HTTP from the state of a real run, and nothing of the run changes. */
class ScoreOnRequestTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final InetSocketAddress ANY = new InetSocketAddress(loopback(), 0);
    private static final String COUNTED = """
            forebay: 1
            pipeline: NAME
            source:
              kafka: {brokers: "BROKERS", topic: NAME.in}
              format: json
            event: {id: id, time: time, lateness: 1h}
            schema: {id: long, time: timestamp, customer: string, shop: string}
            windows:
              ever: {by: customer}
              shops: {by: shop}
            features:
              n: COUNT(*) OVER ever
              m: COUNT(*) OVER shops
            output: {keep: [id], vector: [n, m]}
            sinks:
              - kafka: {topic: NAME.out}
            """;
    private static TestCluster cluster;

    /** Without a name, so that what is told of it is the same everywhere. */
    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path state;

    @BeforeAll
    static void start() {
        cluster = new TestCluster();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private RunningPipeline run(String definition, String name, int partitions, int workers) {
        TestPipeline.createTopics(name, cluster, partitions);
        return RunningPipeline.start(RunOptions.of(TestPipeline.load(definition, name, cluster))
                        .withStateDirectory(state)
                        .withWorkers(workers)
                        .withRequests(ANY))
                .awaitRunning();
    }

    @Test
    void score_ofEventsThatThenReallyCome_isWhatTheyGet() throws IOException, InterruptedException {
        try (RunningPipeline pipeline = run(WindowedPipeline.DEFINITION, "scored", 1, 4)) {
            cluster.send(WindowedPipeline.records("scored", 0, 800, 1));
            pipeline.awaitRead(800);
            List<JsonNode> answers = new ArrayList<>();
            for (int i = 800; i < 860; i++) {
                JsonNode answer = JSON.readTree(
                        post(pipeline, "scored", "", WindowedPipeline.event(i)).body());
                assertThat(answer.path("position").path("0").asLong()).isEqualTo(i);
                answers.add(answer);
                cluster.send(List.of(WindowedPipeline.record("scored", i, 1)));
                pipeline.awaitRead(i + 1);
            }
            pipeline.stop();
            Map<String, JsonNode> outputs = new HashMap<>();
            cluster.read("scored.out").forEach(record -> {
                JsonNode output = JSON.readTree(record.value());
                outputs.put(output.get("id").asString(), output);
            });
            int scored = 0;
            for (JsonNode answer : answers) {
                if (answer.path("outcome").asString().equals("scored")) {
                    JsonNode output =
                            Objects.requireNonNull(outputs.get(answer.get("id").asString()));
                    for (String column : output.propertyNames()) {
                        if (!column.equals("id")) {
                            assertThat(answer.get("features").get(column))
                                    .as("%s of %s", column, output)
                                    .isEqualTo(output.get(column));
                        }
                    }
                    assertThat(answer.get("vector").get(2)).isEqualTo(output.get("total_5m"));
                    scored++;
                }
            }
            assertThat(scored).isBetween(40, 59);
            assertThat(outputs).hasSize((int) pipeline.run.summary().emitted());
        }
    }

    @Test
    void score_whileEventsComeIn_isOfOnePositionInAllWindows() throws IOException, InterruptedException {
        int events = 60_000;
        try (RunningPipeline pipeline = run(COUNTED, "moving", 1, 4)) {
            List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, events)
                    .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                            "moving.in", 0, null, counted(i).getBytes(StandardCharsets.UTF_8)))
                    .toList();
            List<Long> positions = new ArrayList<>();
            for (int read = 0; read < events; read += events / 5) {
                List<ProducerRecord<byte[], byte[]>> part = records.subList(read, read + events / 5);
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> cluster.send(part));
                do {
                    positions.add(askedWhileMoving(pipeline));
                } while (pipeline.run.status().read() < read + events / 5);
                positions.add(askedWhileMoving(pipeline));
                sending.join();
            }
            RunSummary summary = pipeline.stop();
            assertThat(summary.emitted()).isEqualTo(events);
            assertThat(positions).isSorted();
            assertThat(positions.stream().distinct().count()).isGreaterThanOrEqualTo(5);
        }
    }

    /** The position of an answer, whose features are of that position. */
    private long askedWhileMoving(RunningPipeline pipeline) throws IOException, InterruptedException {
        HttpResponse<String> response = post(pipeline, "moving", "", "[" + counted(3) + "," + counted(8) + "]");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        long position = answer.path("position").path("0").asLong();
        for (int i = 0; i < 2; i++) {
            long number = i == 0 ? 3 : 8;
            JsonNode features = answer.path("results").get(i).path("features");
            assertThat(features.path("n").asLong())
                    .as("of customer %d, at %d", number % 5, position)
                    .isEqualTo(1 + before(position, number % 5, 5));
            assertThat(features.path("m").asLong())
                    .as("of shop %d, at %d", number % 7, position)
                    .isEqualTo(1 + before(position, number % 7, 7));
        }
        return position;
    }

    /** How many numbers below a position have a remainder. */
    private static long before(long position, long remainder, long divisor) {
        return (position - remainder + divisor - 1) / divisor;
    }

    private static String counted(int i) {
        return "{\"id\":" + i + ",\"time\":\"2026-01-01T00:00:00Z\",\"customer\":\"c" + i % 5 + "\",\"shop\":\"s"
                + i % 7 + "\"}";
    }

    @Test
    void record_true_producesTheEventWhereItsKeyBelongs() throws IOException, InterruptedException {
        try (RunningPipeline pipeline = run(COUNTED, "recorded", 3, 1)) {
            String event = " " + counted(4) + " ";
            HttpResponse<String> one = post(pipeline, "recorded", "?record=true&key=c4", event);
            assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
            JsonNode first = JSON.readTree(one.body());
            assertThat(first.path("provisional").asBoolean()).isTrue();
            JsonNode batch = JSON.readTree(
                    post(pipeline, "recorded", "?record=true&key_column=customer", "[" + counted(9) + ",{}]")
                            .body());
            pipeline.awaitRead(2);
            pipeline.stop();

            List<TestCluster.Seen> source = cluster.read("recorded.in");
            assertThat(source).extracting(TestCluster.Seen::value).containsExactlyInAnyOrder(event, counted(9));
            assertThat(source).extracting(TestCluster.Seen::key).containsOnly("c4");
            int partition = source.get(0).partition();
            assertThat(source).extracting(TestCluster.Seen::partition).containsOnly(partition);
            assertThat(first.path("recorded").path("partition").asInt()).isEqualTo(partition);
            assertThat(first.path("recorded").path("offset").asInt()).isZero();
            assertThat(batch.path("results")
                            .get(0)
                            .path("recorded")
                            .path("offset")
                            .asInt())
                    .isEqualTo(1);
            assertThat(batch.path("results").get(1).has("recorded")).isFalse();
            assertThat(cluster.read("recorded.out")).hasSize(2);
        }
    }

    @Test
    void answers_ofEveryKind_areAsTheDocumentSays() throws IOException, InterruptedException {
        try (RunningPipeline pipeline = run(TestPipeline.DEFINITION, "described", 1, 1)) {
            String score = "/v1/pipelines/described/score";
            HttpResponse<String> described =
                    send(request(pipeline, "/v1/openapi.json").GET());
            OpenApi api = new OpenApi(JSON.readTree(described.body()));
            String good = TestPipeline.event(1, 5);
            List<HttpRequest.Builder> requests = List.of(
                    posting(pipeline, score, "application/json", good),
                    posting(pipeline, score + "?features=hour", "application/json; charset=utf-8", good),
                    posting(pipeline, score, "application/json", "[" + good + ",{\"id\":1},3, {broken}]"),
                    posting(pipeline, score, "application/x-ndjson", good + "\r\n\n{\"amount\":1}\n"),
                    posting(pipeline, score, "application/json", "{\"id\":\"x\",\"time\":\"?\",\"amount\":-1}"),
                    posting(pipeline, score, "application/json", "{broken"),
                    posting(pipeline, score, "application/json", "[" + good),
                    posting(pipeline, score, "application/json", "[" + good + "] 1"),
                    posting(pipeline, score, "application/json", ""),
                    posting(pipeline, score, "application/json", "[]"),
                    posting(pipeline, score + "?what=1", "application/json", good),
                    posting(pipeline, score + "?features=nothing", "application/json", good),
                    posting(pipeline, score + "?record=maybe", "application/json", good),
                    posting(pipeline, score + "?key=a&key=b", "application/json", good),
                    posting(pipeline, "/v1/pipelines/other/score", "application/json", good),
                    request(pipeline, score).GET(),
                    posting(pipeline, score, "text/plain", good),
                    posting(pipeline, score, "application/json", "x".repeat((4 << 20) + 1)),
                    posting(pipeline, score, "application/x-ndjson", (good + "\n").repeat(257)),
                    posting(pipeline, score + "?record=true", "application/json", good));
            List<Integer> statuses = new ArrayList<>();
            for (HttpRequest.Builder request : requests) {
                HttpResponse<String> answer = send(request);
                statuses.add(answer.statusCode());
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
                assertThat(api.check(
                                "/v1/pipelines/{pipeline}/score",
                                answer.request()
                                        .method()
                                        .toLowerCase(Locale.ROOT)
                                        .replace("get", "post"),
                                answer.statusCode(),
                                JSON.readTree(answer.body())))
                        .as(answer.toString() + answer.body())
                        .isEmpty();
            }
            assertThat(statuses)
                    .containsExactly(
                            200, 200, 200, 200, 422, 400, 400, 400, 400, 400, 400, 400, 400, 400, 404, 405, 415, 413,
                            413, 200);
            assertThat(described.statusCode()).isEqualTo(200);
            pipeline.awaitRead(1);
            assertThat(pipeline.stop().read()).isEqualTo(1);
        }
    }

    @Test
    void rejected_event_hasAllReasonsOfItsDeadLetter() throws IOException, InterruptedException {
        try (RunningPipeline pipeline = run(TestPipeline.DEFINITION, "reasons", 1, 1)) {
            String bad = "{\"id\":\"x\",\"time\":\"yesterday\",\"amount\":\"much\"}";
            HttpResponse<String> answer = post(pipeline, "reasons", "", bad);
            assertThat(answer.statusCode()).isEqualTo(422);
            cluster.send("reasons.in", 0, bad);
            pipeline.awaitRead(1);
            pipeline.stop();
            String headers =
                    String.join(" ", cluster.read("reasons.rejected").get(0).headers());
            JsonNode reasons = JSON.readTree(answer.body()).path("reasons");
            assertThat(reasons).hasSize(2);
            assertThat(headers)
                    .contains(HexFormat.of().formatHex(reasons.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void requests_beyondWhatIsLetIn_get429AndTheOthersAreAnswered() {
        try (RunningPipeline pipeline = run(TestPipeline.DEFINITION, "crowded", 1, 1)) {
            String body = (TestPipeline.event(1, 5) + "\n").repeat(256);
            List<HttpResponse<String>> answers = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (answers.stream().noneMatch(answer -> answer.statusCode() == 429)
                    && System.nanoTime() - deadline < 0) {
                answers.clear();
                List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 150)
                        .mapToObj(i -> http.sendAsync(
                                posting(pipeline, "/v1/pipelines/crowded/score", "application/x-ndjson", body)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                        .toList();
                sent.forEach(each -> answers.add(each.join()));
            }
            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .contains(200, 429)
                    .containsOnly(200, 429);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 429)
                    .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After"))
                            .hasValue("1"));
            pipeline.stop();
        }
    }

    @Test
    void pipeline_whoseStateIsNotThere_answers503() throws IOException, InterruptedException {
        RequestServer.Served served = early(cluster);
        try (RequestServer server = RequestServer.start(ANY, RequestServer.Limits.DEFAULT, served)) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/v1/pipelines/early/score"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(TestPipeline.event(1, 1))));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    private static RequestServer.Served early(TestCluster of) {
        LoadedPipeline pipeline = TestPipeline.load("early", of);
        return new RequestServer.Served(
                pipeline.definition(),
                pipeline.plan(),
                "0".repeat(64),
                KafkaSettings.of(pipeline.definition(), Map.of()),
                1,
                FrameFactory.forTopics(pipeline.definition(), pipeline.plan(), pipeline.scorers()),
                () -> null);
    }

    /** What is told where the port for requests is another's. */
    static Diagnostic failureOfTwoOnOnePort(TestCluster of) {
        try (RequestServer first = RequestServer.start(ANY, RequestServer.Limits.DEFAULT, early(of))) {
            InetSocketAddress taken = new InetSocketAddress(ANY.getAddress(), first.port());
            return catchThrowableOfType(
                            RunFailure.class, () -> RequestServer.start(taken, RequestServer.Limits.DEFAULT, early(of)))
                    .diagnostic();
        }
    }

    private HttpResponse<String> post(RunningPipeline pipeline, String name, String query, String body)
            throws IOException, InterruptedException {
        return send(posting(pipeline, "/v1/pipelines/" + name + "/score" + query, "application/json", body));
    }

    private static HttpRequest.Builder posting(RunningPipeline pipeline, String path, String type, String body) {
        return request(pipeline, path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder request(RunningPipeline pipeline, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pipeline.run.requestPort() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
