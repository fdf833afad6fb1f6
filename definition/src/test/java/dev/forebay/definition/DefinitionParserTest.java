package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.forebay.definition.Definition.Constraint;
import dev.forebay.definition.Definition.Format;
import dev.forebay.definition.Definition.KafkaSource;
import dev.forebay.definition.Definition.Order;
import dev.forebay.definition.Definition.Otherwise;
import dev.forebay.definition.Definition.SchemaColumn;
import dev.forebay.definition.Definition.Sink;
import dev.forebay.definition.Definition.Start;
import dev.forebay.definition.Definition.TransformGroup;
import dev.forebay.definition.expression.ExpressionPrinter;
import dev.forebay.types.Field.TimestampFormat;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DefinitionParserTest {
    private static final Definition FRAUD = good(TestFiles.good("fraud").text());

    private static Definition good(String text) {
        ParsedDefinition parsed = TestFiles.parse("fraud", text, Map.of("KAFKA_JAAS", "secret"));
        assertThat(DiagnosticRenderer.renderAll(parsed.diagnostics())).isEmpty();
        return Objects.requireNonNull(parsed.definition());
    }

    private static List<String> values(List<Located<String>> names) {
        return names.stream().map(Located::value).toList();
    }

    private static SchemaColumn column(String name) {
        return FRAUD.schema().stream()
                .filter(column -> column.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void source_everyKey_isRead() {
        KafkaSource kafka = Objects.requireNonNull(FRAUD.source().kafka());
        assertThat(kafka.brokers().value()).isEqualTo("localhost:9092");
        assertThat(kafka.brokers()).hasToString("${KAFKA_BROKERS:-localhost:9092}");
        assertThat(kafka.topic().value()).isEqualTo("transaction_logs");
        assertThat(Objects.requireNonNull(kafka.group()).value()).isEqualTo("fraud-detection-pipeline");
        assertThat(kafka.start()).isEqualTo(Start.EARLIEST);
        assertThat(kafka.properties()).containsOnlyKeys("acks", "sasl.jaas.config");
        assertThat(Objects.requireNonNull(kafka.properties().get("sasl.jaas.config"))
                        .value())
                .isEqualTo("secret");
        assertThat(FRAUD.source().format()).isEqualTo(Format.JSON);
        assertThat(FRAUD.source().maxEventBytes()).isEqualTo(256 * 1024);
        assertThat(FRAUD.source().maxDepth()).isEqualTo(16);
    }

    @Test
    void event_everyKey_isRead() {
        Definition.Event event = Objects.requireNonNull(FRAUD.event());
        assertThat(Objects.requireNonNull(event.id()).value()).isEqualTo("transaction_id");
        assertThat(Objects.requireNonNull(event.time()).value()).isEqualTo("timestamp");
        assertThat(event.order().value()).isEqualTo(Order.ARRIVAL);
        assertThat(Objects.requireNonNull(event.lateness()).value()).isEqualTo(Duration.ofHours(1));
        assertThat(Objects.requireNonNull(event.future()).value()).isEqualTo(Duration.ofMinutes(5));
        assertThat(Objects.requireNonNull(event.duplicatesWithin()).value()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void schema_shortAndLongForms_areRead() {
        assertThat(column("fee").type().value()).isEqualTo(Type.decimal(12, 2));
        assertThat(column("seen").timestampFormat()).isEqualTo(TimestampFormat.EPOCH_MILLIS);
        assertThat(column("seen").optional()).isTrue();
        assertThat(column("timestamp").optional()).isFalse();
        assertThat(column("timestamp").from()).containsExactly("timestamp");
        assertThat(column("device_os").from()).containsExactly("device", "os");
        assertThat(column("device_id").from()).containsExactly("device", "id.v2");
        assertThat(column("odd name").description()).isEqualTo("An odd one");
        assertThat(column("odd name").name().span().text()).isEqualTo("\"odd name\"");
        assertThat(column("customer_id").constraints())
                .hasExactlyElementsOfTypes(
                        Constraint.Pattern.class, Constraint.MinLength.class, Constraint.MaxLength.class);
        assertThat(((Constraint.In) column("channel").constraints().get(0)).values())
                .extracting(Scalar::text)
                .containsExactly("pos", "web", "app");
    }

    @Test
    void checksAndFeatures_everyForm_areRead() {
        assertThat(FRAUD.checks()).extracting(check -> check.name().value()).contains("channel known");
        assertThat(FRAUD.checks())
                .extracting(Definition.Check::otherwise)
                .containsExactly(Otherwise.REJECT, Otherwise.WARN, Otherwise.REJECT);
        assertThat(FRAUD.features())
                .extracting(feature -> ExpressionPrinter.print(feature.expression()))
                .containsExactly(
                        "LOG1P(transaction_amount)",
                        "HOUR(timestamp)",
                        "CASE WHEN transaction_amount < 10 THEN 'small' WHEN transaction_amount < 1000 THEN 'middle'"
                                + " ELSE 'large' END",
                        "customer_id || ': ' || COALESCE(channel, 'none')",
                        "\"odd name\" + 1",
                        "transaction_amount * 2 + 1",
                        "CAST(fee AS double) / NULLIF(transaction_amount, 0)");
        Definition.Feature last = FRAUD.features().get(6);
        assertThat(Objects.requireNonNull(last.type()).value()).isEqualTo(Type.DOUBLE);
        assertThat(last.description()).isEqualTo("What part of the amount the fee is");
    }

    @Test
    void transforms_stepsWithAndWithoutParameters_areRead() {
        TransformGroup amounts = FRAUD.transforms().get(0);
        assertThat(values(amounts.columns()))
                .containsExactly("transaction_amount", "transaction_amount_log", "hour_of_day");
        assertThat(amounts.suffix()).isEqualTo("_scaled");
        assertThat(Objects.requireNonNull(amounts.fitted()).value()).isEqualTo("scaler.pkl");
        assertThat(amounts.steps().get(0).parameters().values())
                .extracting(parameter -> parameter.values().get(0).kind())
                .containsExactly(Scalar.Kind.BOOLEAN);
        TransformGroup channels = FRAUD.transforms().get(1);
        assertThat(channels.steps())
                .extracting(step -> step.transformer().value())
                .containsExactly("SimpleImputer", "OneHotEncoder");
        assertThat(channels.fitted()).isNull();
    }

    @Test
    void outputAndSinks_everyKey_areRead() {
        assertThat(values(FRAUD.output().keep())).hasSize(4);
        assertThat(values(FRAUD.output().vector())).containsExactly("amounts", "channels");
        Sink first = FRAUD.sinks().get(0);
        assertThat(first.brokers()).isNull();
        assertThat(first.columns()).isNull();
        assertThat(first.when()).isNull();
        Sink second = FRAUD.sinks().get(1);
        assertThat(second.format()).isEqualTo(Format.CSV);
        assertThat(Objects.requireNonNull(second.key()).value()).isEqualTo("customer_id");
        assertThat(values(Objects.requireNonNull(second.columns()))).containsExactly("transaction_id", "amounts");
        assertThat(ExpressionPrinter.print(Objects.requireNonNull(second.when())))
                .isEqualTo("transaction_amount > 1000");
        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(FRAUD.deadLetters()).topic())
                        .value())
                .isEqualTo("transaction_logs.rejected");
        assertThat(FRAUD.state().memoryBytes()).isEqualTo(8L << 30);
    }

    @Test
    void sinkSettings_insideKafkaOrBesideIt_areTheSame() {
        String head = "forebay: 1\npipeline: p\nschema: {a: long}\noutput: {keep: [a]}\n";
        Sink beside = good(head + "sinks: [{kafka: {topic: t}, format: csv, key: a, columns: [a], when: a > 1}]\n")
                .sinks()
                .get(0);
        Sink inside = good(head + "sinks: [{kafka: {topic: t, format: csv, key: a, columns: [a], when: a > 1}}]\n")
                .sinks()
                .get(0);
        assertThat(inside.format()).isEqualTo(beside.format()).isEqualTo(Format.CSV);
        assertThat(Objects.requireNonNull(inside.key()).value()).isEqualTo("a");
        assertThat(values(Objects.requireNonNull(inside.columns()))).containsExactly("a");
        assertThat(inside.when()).isNotNull();
    }

    @Test
    void tests_defaultsGivenExpect_areRead() {
        Definition.TestCase test = FRAUD.tests().get(0);
        assertThat(test.name().value()).isEqualTo("a usual one");
        assertThat(test.defaults()).hasSize(3);
        assertThat(test.given()).hasSize(2);
        assertThat(test.expect().get(1)).isEmpty();
        assertThat(FRAUD.tests().get(1).given().get(0).values())
                .extracting(Scalar::kind, Scalar::text)
                .containsExactly(tuple(Scalar.Kind.INTEGER, "-1"));
    }

    @Test
    void smallestDefinition_isRead_hasTheDefaults() {
        Definition smallest = good("forebay: 1\npipeline: p\nschema: {a: long}\noutput: {keep: [a]}\n");
        assertThat(smallest.source().kafka()).isNull();
        assertThat(smallest.source().format()).isEqualTo(Format.JSON);
        assertThat(smallest.source().maxEventBytes()).isEqualTo(1 << 20);
        assertThat(smallest.source().maxDepth()).isEqualTo(64);
        assertThat(smallest.event()).isNull();
        assertThat(smallest.deadLetters()).isNull();
        assertThat(smallest.state().memoryBytes()).isEqualTo(1L << 30);
        assertThat(smallest.features()).isEmpty();
        assertThat(smallest.sinks()).isEmpty();
    }

    @Test
    void byteOrderMarkAndWindowsLines_areNoMistake() {
        Definition definition = good("\uFEFF" + TestFiles.good("fraud").text().replace("\n", "\r\n"));
        assertThat(definition.features().get(0).expression().span().text()).isEqualTo("LOG1P(transaction_amount)");
    }

    @Test
    void scalars_areOfTheCoreSchema() {
        String values =
                "{a: yes, b: true, c: ~, d: 0x1F, e: 0o17, f: +7, g: 1e3, h: .inf, i: '5', j: 08, k: NO, l: 1_000}";
        Definition definition = good("forebay: 1\npipeline: p\nschema: {a: long}\noutput: {keep: [a]}\n"
                + "tests: {t: {given: [" + values + "], expect: [{}]}}\n");
        assertThat(definition.tests().get(0).given().get(0).values())
                .extracting(scalar -> scalar.kind() + " " + scalar.text())
                .containsExactly(
                        "STRING yes",
                        "BOOLEAN true",
                        "NULL ~",
                        "INTEGER 31",
                        "INTEGER 15",
                        "INTEGER 7",
                        "FLOAT 1e3",
                        "FLOAT .inf",
                        "STRING 5",
                        "INTEGER 8",
                        "STRING NO",
                        "STRING 1_000");
    }

    @Test
    void mistakesInEverySection_areAllFoundInOneRunInOrderOfPlace() {
        ParsedDefinition parsed = TestFiles.parse("wrong", """
                forebay: 2
                pipeline: a b
                source: {format: xml}
                event: {lateness: 1}
                schema: {a: int}
                checks: {c: a >}
                features: {f: "(a"}
                transforms: {t: {}}
                output: {}
                sinks: [x]
                dead_letters: {}
                state: {memory: lots}
                tests: {t: {}}
                windows: {w: {}}
                unknown: 1
                """, Map.of());
        assertThat(parsed.definition()).isNull();
        assertThat(parsed.diagnostics().stream()
                        .map(found -> Objects.requireNonNull(found.span()).line())
                        .toList())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 13, 14, 15);
        assertThat(parsed.diagnostics()).allMatch(Diagnostic::isError);
    }
}
