package dev.forebay.benchmarks.w2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forebay.benchmarks.events.CardEvent;
import dev.forebay.benchmarks.events.EventSource;
import dev.forebay.benchmarks.events.FlawedEvents;
import dev.forebay.benchmarks.events.GeneratedEvents;
import dev.forebay.benchmarks.harness.OutputCheck;
import dev.forebay.benchmarks.harness.OutputReader;
import dev.forebay.benchmarks.harness.OutputReader.Output;
import dev.forebay.benchmarks.harness.Topics;
import dev.forebay.benchmarks.jobs.JobArguments;
import dev.forebay.benchmarks.memory.PlanFile;
import dev.forebay.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowOracleTest {

    private static final int COUNT = 60_000;
    private static final Path FITTED = Path.of("w2/scaler.json");

    private final VectorScaler scaler = VectorScaler.read(FITTED);
    private final GeneratedEvents source = new GeneratedEvents(COUNT);
    private final WindowOracle oracle = new WindowOracle(source, scaler);

    @Test
    void sumInOrder_isTheHandWrittenOne() {
        ByHand hand = new ByHand(scaler);
        double sum = 0;
        for (CardEvent event : source.events(COUNT).toList()) {
            hand.compute(bytes(event), 0, bytes(event).length);
            for (double number : hand.vector()) {
                sum += number;
            }
        }
        assertThat(sum).isCloseTo(oracle.sumInOrder(), within(1e-9 * COUNT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 20_000})
    void check_anyOrderOfTwoPartitions_isRight(int atATime) {
        OutputCheck check = oracle.check(COUNT);
        for (byte[] row : outputs(atATime)) {
            assertThat(check.problem(row(row))).isEmpty();
        }
        assertThat(check.missing()).isZero();
        assertThat(check.problemOfAll()).isEmpty();
    }

    @Test
    void check_oneNumberOff_isFound() {
        List<byte[]> rows = outputs(500);
        RowReader reader = new RowReader(List.of());
        RowWriter writer = RowWriter.of(true, true);
        for (int column = 0; column < VectorColumns.COUNT; column++) {
            OutputCheck check = oracle.check(COUNT);
            for (int i = 0; i < COUNT; i++) {
                byte[] row = rows.get(i);
                if (i == COUNT - 10) {
                    reader.read(row);
                    reader.vector()[column] += 1e-5;
                    row = writer.write(reader.id(), reader.vector());
                    assertThat(check.problem(row(row))).contains(reader.id());
                } else if (i > COUNT - 10) {
                    assertThat(check.problem(row(row))).isEmpty();
                }
            }
        }
    }

    @Test
    void check_windowThatHoldsOneTooMany_isFound() {
        List<byte[]> rows = outputs(500);
        OutputCheck check = oracle.check(COUNT);
        RowReader reader = new RowReader(List.of());
        for (int i = 0; i < COUNT; i++) {
            byte[] row = rows.get(i);
            if (i == COUNT / 2) {
                reader.read(row);
                add(reader.vector(), VectorColumns.TERMINAL + 2, 12.34);
                row = RowWriter.of(true, true).write(reader.id(), reader.vector());
            }
            assertThat(check.problem(row(row))).isEmpty();
        }
        assertThat(check.problemOfAll()).contains("in no order");
    }

    @Test
    void check_ofAnInvalidEvent_wantsADeadLetterAndNoOutput() {
        EventSource flawed = new FlawedEvents(source);
        WindowOracle strict = new WindowOracle(flawed, scaler);
        List<CardEvent> invalid =
                flawed.events(COUNT).filter(event -> !event.valid()).toList();
        assertThat(strict.outputs(COUNT)).isEqualTo(COUNT - invalid.size());

        OutputCheck outputs = strict.check(COUNT);
        byte[] row = RowWriter.of(true, true).write(invalid.get(0).id(), new double[VectorColumns.COUNT]);
        assertThat(outputs.problem(row(row))).startsWith("is to be rejected");
        assertThat(outputs.missing()).isEqualTo(COUNT - invalid.size());

        OutputCheck letters = strict.checkRejected(COUNT);
        assertThat(letters.problem(row(bytes(GeneratedEvents.event(0))))).startsWith("not an event");
        for (CardEvent event : invalid) {
            assertThat(letters.problem(row(bytes(event)))).isEmpty();
        }
        assertThat(letters.problem(row(bytes(invalid.get(0))))).startsWith("twice");
        assertThat(letters.missing()).isZero();
    }

    /** As if one more payment were in a terminal's window. */
    private void add(double[] vector, int count, double amount) {
        int mean = count + VectorColumns.WINDOWS;
        double before = Math.rint(scaler.unscaled(count, vector[count]));
        double sum = before * scaler.unscaled(mean, vector[mean]) + amount;
        vector[count] = scaler.scaled(count, before + 1);
        vector[mean] = scaler.scaled(mean, sum / (before + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tuned", "tuned-avro"})
    void plainLoop_overARealBroker_writesEveryEventOnceAndRight(String form) {
        try (EmbeddedKafka broker = EmbeddedKafka.start();
                Topics topics = new Topics(broker.bootstrapServers())) {
            EventSource flawed = new FlawedEvents(source);
            WindowOracle strict = new WindowOracle(flawed, scaler);
            topics.load("in", flawed, COUNT);
            topics.createOutput("out");
            topics.createOutput("out.rejected");
            JobArguments job =
                    new JobArguments(broker.bootstrapServers(), "in", "out", "smoke", FITTED, Path.of(""), form);

            assertThat(new PlainLoop(job).run(COUNT)).isEqualTo(59);

            Output output = OutputReader.read(broker.bootstrapServers(), "out", strict, COUNT);
            assertThat(output.firstWrong()).isEmpty();
            assertThat(output.records()).isEqualTo(COUNT - 59);
            assertThat(output.missing()).isZero();
            Output rejected = OutputReader.readRejected(broker.bootstrapServers(), job.rejected(), strict, COUNT);
            assertThat(rejected.firstWrong()).isEmpty();
            assertThat(rejected.records()).isEqualTo(59);
            assertThat(rejected.missing()).isZero();
        }
    }

    @Test
    void rows_ofAllWriters_readAsTheSameNumbers() {
        Random random = new Random(3);
        HandRows json = new HandRows(false);
        HandRows avro = new HandRows(true);
        RowReader reader = new RowReader(List.of());
        for (int i = 0; i < 1_000; i++) {
            double[] vector = random.doubles(VectorColumns.COUNT, -10, 10).toArray();
            String id = "é".repeat(i % 100) + i;
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            List<byte[]> rows = List.of(
                    RowWriter.of(false, false).write(id, vector),
                    RowWriter.of(true, false).write(id, vector),
                    RowWriter.of(false, true).write(id, vector),
                    RowWriter.of(true, true).write(id, vector),
                    json.write(bytes, 0, bytes.length, vector),
                    avro.write(bytes, 0, bytes.length, vector));
            for (byte[] row : rows) {
                reader.read(row);
                assertThat(reader.id()).isEqualTo(id);
                assertThat(reader.vector()).isEqualTo(vector);
            }
        }
    }

    @Test
    void schemaOfForebay_hasTheNamesOfTheHandWrittenOne() {
        assertThat(AvroRow.ofForebay(PlanFile.read(Path.of("w2"), "pipeline-avro.yaml"))
                        .getFields())
                .extracting(Schema.Field::name)
                .isEqualTo(AvroRow.SCHEMA.getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void definitions_differInTheOutputsFormatOnly() throws IOException {
        List<String> json = logic(Path.of("w2/pipeline.yaml"));
        List<String> avro = logic(Path.of("w2/pipeline-avro.yaml"));
        assertThat(avro)
                .isEqualTo(json.stream()
                        .map(line -> line.replace("format: json}", "format: avro}"))
                        .toList());
    }

    private static List<String> logic(Path definition) throws IOException {
        return Files.readAllLines(definition).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** Outputs of a job that takes {@code atATime} events of one partition, then of the other. */
    private List<byte[]> outputs(int atATime) {
        List<Deque<CardEvent>> partitions = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        source.events(COUNT)
                .forEach(
                        event -> partitions.get(event.customer().hashCode() & 1).add(event));
        ByHand hand = new ByHand(scaler);
        hand.horizon(0);
        HandRows rows = new HandRows(true);
        List<byte[]> outputs = new ArrayList<>();
        for (int turn = 0; outputs.size() < COUNT; turn++) {
            Deque<CardEvent> partition = partitions.get(turn & 1);
            for (int i = 0; i < atATime && !partition.isEmpty(); i++) {
                byte[] event = bytes(partition.remove());
                hand.compute(event, 0, event.length);
                outputs.add(rows.write(event, hand.idFrom(), hand.idTo(), hand.vector()));
            }
        }
        return outputs;
    }

    private static ConsumerRecord<byte[], byte[]> row(byte[] value) {
        return new ConsumerRecord<>("out", 0, 0, new byte[0], value);
    }

    private static byte[] bytes(CardEvent event) {
        return event.json().getBytes(StandardCharsets.UTF_8);
    }
}
