package dev.forebay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on Parquet files, and the schema of Avro sinks. */
class ParquetCommandsTest {
    private static final String DEFINITION = """
            forebay: 1
            pipeline: card-payments
            source: {kafka: {brokers: "nowhere:1", topic: in}}
            schema:
              id: long
              time: timestamp
              amount: {type: double, optional: true}
              cents: decimal(9,2)
            checks: {positive: amount >= 0}
            features: {"log of amount": LOG1P(amount)}
            output: {keep: [id, time, cents], vector: [amount, "log of amount"]}
            sinks:
              - kafka: {topic: features, format: avro}
              - kafka: {topic: ids, columns: [id]}
            """;

    @TempDir
    Path directory;

    private String pipeline;
    private String lines;

    @BeforeEach
    void write() throws IOException {
        pipeline = Files.writeString(directory.resolve("p.yaml"), DEFINITION).toString();
        lines = Files.writeString(directory.resolve("in.jsonl"), """
                        {"id":1,"time":"2026-01-01T00:00:00Z","amount":1.5,"cents":0.10}
                        {"id":2,"time":"2026-01-01T00:00:01.5Z","amount":null,"cents":-7}
                        {"id":3,"time":"2026-01-01T00:00:02Z","amount":1e300,"cents":1234567.89}
                        """).toString();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private CommandRun backfill(String from, String to) {
        return CommandRun.of("backfill", pipeline, "--from", from, "--to", path(to));
    }

    @Test
    void compare_parquetWithLinesAndCsvOfTheSameRows_isEqual() {
        backfill(lines, "out.parquet");
        backfill(lines, "out.jsonl");
        backfill(lines, "out.csv");

        assertThat(CommandRun.of("compare", path("out.parquet"), path("out.jsonl"))
                        .out())
                .isEqualTo("equal: 3 rows\n");
        assertThat(CommandRun.of("compare", path("out.csv"), path("out.parquet"))
                        .out())
                .isEqualTo("equal: 3 rows\n");
    }

    @Test
    void try_ofAParquetFile_showsItsRows() {
        backfill(lines, "out.parquet");

        CommandRun run = CommandRun.of("try", pipeline, "--from", path("out.parquet"), "--limit", "2");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("2026-01-01T00:00:01.5Z").contains("2 events: 2 accepted, 0 rejected");
    }

    @Test
    void files_thatAreNotWhatTheyAreCalled_areToldWithoutAStackTrace() throws IOException {
        Path wrong = Files.copy(directory.resolve("in.jsonl"), directory.resolve("in.parquet"));

        CommandRun backfill = backfill(wrong.toString(), "out.csv");
        CommandRun looked = CommandRun.of("try", pipeline, "--from", wrong.toString());
        CommandRun compared = CommandRun.of("compare", wrong.toString(), lines);

        assertThat(backfill.code()).isEqualTo(2);
        assertThat(backfill.err())
                .contains("cannot be read as Parquet")
                .contains("does not begin as Parquet files do")
                .doesNotContain("Exception");
        assertThat(looked.code()).isEqualTo(2);
        assertThat(looked.err()).contains("cannot be read as Parquet").doesNotContain("Exception");
        assertThat(compared.code()).isEqualTo(2);
        assertThat(compared.err()).contains("cannot be read as Parquet").doesNotContain("Exception");
        assertThat(directory.resolve("out.csv")).doesNotExist();
    }

    @Test
    void columns_ofOtherTypes_areWrongBeforeAnythingIsRead() {
        backfill(lines, "out.parquet");
        String other = path("out.parquet");
        String definition = pipeline.replace("p.yaml", "other.yaml");
        writeOther(Path.of(definition));

        CommandRun run = CommandRun.of("backfill", definition, "--from", other, "--to", path("never.csv"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("error FB8306")
                .contains("'id': expected string, found int64; say long in the schema, or convert the column");
    }

    private static void writeOther(Path file) {
        try {
            Files.writeString(file, DEFINITION.replace("id: long", "id: string"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void schema_ofAnAvroSink_namesTheColumnsByAvrosRules() {
        CommandRun run = CommandRun.of("schema", pipeline, "--avro");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("""
                {
                  "type": "record",
                  "name": "card_payments",
                  "namespace": "forebay",
                  "forebay.name": "card-payments",
                  "fields": [
                    {"name": "id", "type": "long"},
                    {"name": "time", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                    {"name": "cents", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                    {"name": "amount", "type": ["null", "double"], "default": null},
                    {"name": "log_of_amount", "type": ["null", "double"], "default": null, "forebay.name": "log of amount"}
                  ]
                }
                """);
        assertThat(CommandRun.of("schema", pipeline, "--avro", "--sink", "ids").out())
                .contains("\"fields\": [\n    {\"name\": \"id\", \"type\": \"long\"}\n  ]");
        assertThat(CommandRun.of("schema", pipeline, "--avro", "--fingerprint").out())
                .matches("[0-9a-f]{16}\n");
    }

    @Test
    void schema_askedInAWrongWay_saysHow() {
        assertThat(CommandRun.of("schema", pipeline).code()).isEqualTo(2);
        assertThat(CommandRun.of("schema", "--avro").err()).contains("--avro needs a definition");
        assertThat(CommandRun.of("schema", pipeline, "--avro", "--sink", "x").err())
                .contains("topics of the sinks: features, ids");
        assertThat(CommandRun.of("schema").out()).startsWith("{");
    }
}
