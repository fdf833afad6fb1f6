package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.broker.BrokerOptions;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker with logins and rights. */
class SecuredBrokerTest {
    private static TestCluster cluster;

    @BeforeAll
    static void startBroker() {
        cluster = new TestCluster(BrokerOptions.defaults().withUser("alice", "alices-secret"));
        for (String topic : new String[] {"safe.in", "safe.out", "safe.rejected", "safe.journal"}) {
            cluster.broker().createTopic(topic, 1);
        }
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @Test
    void login_wrong_isToldWithoutTheSecret() {
        assertThatThrownBy(() -> new EmbeddedRun(options("not-her-secret")).run())
                .isInstanceOfSatisfying(RunFailure.class, failure -> {
                    assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.LOGIN_REFUSED);
                    assertThat(DiagnosticRenderer.render(failure.diagnostic())).doesNotContain("not-her-secret");
                });
    }

    @Test
    void rights_missingThenGiven_areNamedThenRuns() throws IOException, InterruptedException {
        assertThatThrownBy(() -> new EmbeddedRun(options("alices-secret")).run())
                .isInstanceOfSatisfying(
                        RunFailure.class,
                        failure -> assertThat(failure.diagnostic().code())
                                .isIn(RuntimeCode.NOT_AUTHORISED, RuntimeCode.TOPIC_MISSING));

        allow(ResourceType.TOPIC, "safe.in", AclOperation.READ, AclOperation.DESCRIBE);
        allow(ResourceType.TOPIC, "safe.out", AclOperation.WRITE, AclOperation.DESCRIBE);
        allow(ResourceType.TOPIC, "safe.rejected", AclOperation.WRITE, AclOperation.DESCRIBE);
        allow(ResourceType.TOPIC, "safe.journal", AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);
        allow(ResourceType.GROUP, "safe", AclOperation.READ, AclOperation.DESCRIBE);
        assertThatThrownBy(() -> new EmbeddedRun(options("alices-secret")).run())
                .isInstanceOfSatisfying(RunFailure.class, failure -> {
                    assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.NOT_AUTHORISED);
                    assertThat(failure.diagnostic().message()).contains("transactional id 'forebay.safe'");
                });

        allow(ResourceType.TRANSACTIONAL_ID, "forebay.safe", AclOperation.WRITE, AclOperation.DESCRIBE);
        assertThat(new EmbeddedRun(options("alices-secret")).run().read()).isZero();
        assertEventIsRecordedOnlyWithTheRight();
    }

    private static void assertEventIsRecordedOnlyWithTheRight() throws IOException, InterruptedException {
        RunOptions options = options("alices-secret")
                .withUntilEnd(false)
                .withRequests(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (RunningPipeline pipeline = RunningPipeline.start(options).awaitRunning()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + pipeline.run.requestPort() + "/v1/pipelines/safe/score?record=true"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(TestPipeline.event(1, 1)))
                    .build();
            HttpClient http = HttpClient.newHttpClient();
            HttpResponse<String> refused = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(refused.body())
                    .contains("'safe.in'", "the right Write on the topic")
                    .doesNotContain("secret");

            allow(ResourceType.TOPIC, "safe.in", AclOperation.WRITE);
            HttpResponse<String> recorded = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(200);
            pipeline.awaitRead(1);
            assertThat(pipeline.stop().emitted()).isEqualTo(1);
        }
    }

    private static void allow(ResourceType type, String name, AclOperation... operations) {
        cluster.broker().allow("alice", type, name, operations);
    }

    private static RunOptions options(String password) {
        return RunOptions.of(TestPipeline.load("safe", cluster))
                .withUntilEnd(true)
                .withClientProperties(Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\" password=\""
                                + password + "\";"));
    }
}
