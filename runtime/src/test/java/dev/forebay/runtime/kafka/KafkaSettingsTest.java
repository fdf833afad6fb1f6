package dev.forebay.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.TestPipeline;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @Test
    void settings_ofTlsAndLogin_reachEveryClient() {
        Map<String, String> user = Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "x", "my.plugin", "y");
        KafkaSettings settings = KafkaSettings.of(definition(""), user);

        assertThat(settings.admin(1000)).containsAllEntriesOf(user);
        assertThat(settings.sourceConsumer(100, 1)).containsAllEntriesOf(user);
        assertThat(settings.journalConsumer()).containsAllEntriesOf(user);
        assertThat(settings.producer(1 << 20)).containsAllEntriesOf(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acks", "transactional.id", "enable.idempotence", "group.id", "max.poll.records"})
    void setting_thatExactlyOnceRestsOn_isRefusedWithoutItsLine(String name) {
        String text = refused("properties: {" + name + ": hush-4711}");

        assertThat(text).contains("'" + name + "' is set by Forebay", "it stands at payments.yaml:");
        assertThat(text).doesNotContain("hush-4711");
    }

    @Test
    void fetches_overManyPartitions_shareWhatIsFetchedAhead() {
        KafkaSettings settings = KafkaSettings.of(definition(""), Map.of());
        int one = (int) settings.sourceConsumer(100, 1).getOrDefault("max.partition.fetch.bytes", 0);
        int hundred = (int) settings.sourceConsumer(100, 100).getOrDefault("max.partition.fetch.bytes", 0);

        assertThat(one).isEqualTo(8 << 20);
        assertThat(hundred * 100L).isLessThanOrEqualTo(16 << 20);
        assertThat((int) settings.sourceConsumer(100, 100_000).getOrDefault("max.partition.fetch.bytes", 0))
                .isEqualTo(64 << 10);
    }

    @Test
    void records_areNoLargerThanTheUsersRequests() {
        assertThat(KafkaSettings.of(definition(""), Map.of()).mostRecordBytes()).isEqualTo(Integer.MAX_VALUE);
        assertThat(KafkaSettings.of(definition(""), Map.of("max.request.size", "300000", "buffer.memory", "200000"))
                        .mostRecordBytes())
                .isEqualTo(200_000);
    }

    private static String refused(String properties) {
        Definition definition = definition(properties);
        RunFailure failure = catchThrowableOfType(RunFailure.class, () -> KafkaSettings.of(definition, Map.of()));
        assertThat(failure.diagnostic().code()).isEqualTo(RuntimeCode.CLIENT_SETTING);
        return DiagnosticRenderer.render(failure.diagnostic());
    }

    private static Definition definition(String properties) {
        assertThat(TestPipeline.DEFINITION).contains("topic: NAME.in}");
        return TestPipeline.load(
                        TestPipeline.DEFINITION.replace(
                                "topic: NAME.in}",
                                properties.isEmpty() ? "topic: NAME.in}" : "topic: NAME.in, " + properties + "}"),
                        "payments",
                        "localhost:9092")
                .definition();
    }
}
