package dev.forebay.benchmarks.w1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.events.GeneratedEvents;
import dev.forebay.benchmarks.harness.OutputReader;
import dev.forebay.benchmarks.harness.OutputReader.Output;
import dev.forebay.benchmarks.harness.Topics;
import dev.forebay.benchmarks.jobs.JobArguments;
import dev.forebay.broker.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class W1SmokeTest {

    private static final int COUNT = 2_000;
    private static final Path FITTED = Path.of("w1/scaler.json");

    private final EventSource source = new GeneratedEvents(COUNT);
    private final Scaler scaler = Scaler.read(FITTED);
    private final ExpectedOutput expected = new ExpectedOutput(source, scaler);

    @Test
    void outputs_ofJacksonAndByHand_areTheSameNumbers() {
        List<EventTransform> jackson = List.of(new JacksonEvent(scaler), new BoundEvent(scaler));
        PlainLoop.Output byHand = new PlainLoop.Output(scaler);
        for (CardEvent event : source.events(COUNT).toList()) {
            byte[] bytes = event.json().getBytes(StandardCharsets.UTF_8);
            String output = new String(byHand.of(bytes, 0, bytes.length), StandardCharsets.UTF_8);
            for (EventTransform each : jackson) {
                assertThat(doubles(output))
                        .isEqualTo(doubles(new String(each.transform(bytes), StandardCharsets.UTF_8)));
            }
        }
    }

    @Test
    void plainLoop_overARealBroker_writesEveryEventOnceAndRight() {
        try (EmbeddedKafka broker = EmbeddedKafka.start();
                Topics topics = new Topics(broker.bootstrapServers())) {
            topics.load("in", source, COUNT);
            topics.createOutput("out");
            JobArguments job =
                    new JobArguments(broker.bootstrapServers(), "in", "out", "smoke", FITTED, Path.of(""), "tuned");

            new PlainLoop(scaler).run(job, COUNT);

            Output output = OutputReader.read(broker.bootstrapServers(), "out", expected, COUNT);
            assertThat(output.firstWrong()).isEmpty();
            assertThat(output.records()).isEqualTo(COUNT);
            assertThat(output.missing()).isZero();
            Output ofFewer = OutputReader.read(broker.bootstrapServers(), "out", expected, COUNT - 1);
            assertThat(ofFewer.wrong()).isEqualTo(1);
            assertThat(ofFewer.firstWrong()).isEqualTo("no such event: tx_0000001999");
        }
    }

    private static List<String> doubles(String json) {
        return List.of(json.split("[:,}]", -1)).stream()
                .map(part -> part.matches("-?\\d.*") ? Double.toString(Double.parseDouble(part)) : part)
                .toList();
    }
}
