package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static final String DEFINITION = """
            forebay: 1
            pipeline: p
            schema: {a: long}
            output: {keep: [a]}
            source:
              kafka:
                brokers: localhost:9092
                topic: %s
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "${TOPIC}; logs",
                "x-${TOPIC}-${TOPIC}-y; x-logs-logs-y",
                "${TOPIC:-other}; logs",
                "${NONE:-other}; other",
                "'\"${NONE:-}\"';''",
                "${EMPTY:-other}; other",
                "'\"${EMPTY}\"';''",
                "$TOPIC; $TOPIC",
                "$${TOPIC}; ${TOPIC}",
                "'\"a$$b$\"'; a$$b$",
                "${QUOTE}; a: 'b' # ${TOPIC}",
            })
    void reference_inAnOperationalKey_isReplacedOnce(String written, String value) {
        Map<String, String> variables = Map.of("TOPIC", "logs", "EMPTY", "", "QUOTE", "a: 'b' # ${TOPIC}");
        ParsedDefinition parsed = TestFiles.parse("p", DEFINITION.formatted(written), variables);
        assertThat(DiagnosticRenderer.renderAll(parsed.diagnostics())).isEmpty();
        var kafka = Objects.requireNonNull(parsed.definition()).source().kafka();
        assertThat(Objects.requireNonNull(kafka).topic().value()).isEqualTo(value);
    }

    @Test
    void secret_inAWrongValue_isNeverShown() {
        String definition = """
                forebay: 1
                pipeline: p
                schema: {a: long}
                output: {keep: [a]}
                source:
                  kafka:
                    brokers: ${SECRET}
                    topic: ${SECRET}
                    start: ${SECRET}
                    properties: {sasl.jaas.config: "${SECRET}"}
                  max_depth: ${SECRET}
                  max_event_bytes: ${SECRET}
                state: {memory: "${SECRET}", directory: "${SECRET}"}
                dead_letters: {file: "${SECRET}"}
                sinks: [{kafka: {topic: "${SECRET}", brokers: "${SECRET}", properties: {a: "${SECRET}"}}}]
                """;
        ParsedDefinition wrong = TestFiles.parse("p", definition, Map.of("SECRET", "hunter2"));
        assertThat(wrong.diagnostics()).hasSize(4);
        assertThat(wrong.toString()).doesNotContain("hunter2");
        assertThat(DiagnosticRenderer.renderAll(wrong.diagnostics())).doesNotContain("hunter2");

        String good = definition
                .replaceAll(" *(start|max_depth|max_event_bytes): .*\n", "")
                .replace("memory: \"${SECRET}\", ", "");
        ParsedDefinition right = TestFiles.parse("p", good, Map.of("SECRET", "hunter2"));
        assertThat(DiagnosticRenderer.renderAll(right.diagnostics())).isEmpty();
        assertThat(Objects.requireNonNull(right.definition()).toString()).doesNotContain("hunter2");
        assertThat(Objects.requireNonNull(right.definition().source().kafka())
                        .brokers()
                        .value())
                .isEqualTo("hunter2");
    }
}
