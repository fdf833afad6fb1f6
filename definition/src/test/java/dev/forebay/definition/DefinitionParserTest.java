package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.diagnostic.DiagnosticRenderer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DefinitionParserTest {

    @Test
    void goodDefinition_everySection_isRead() {
        ParsedDefinition parsed = DefinitionParser.parse(TestFiles.good("fraud"), Map.of("KAFKA_JAAS", "secret")::get);
        assertThat(DiagnosticRenderer.renderAll(parsed.diagnostics())).isEmpty();
        Definition definition = Objects.requireNonNull(parsed.definition());
        assertThat(definition.pipeline().value()).isEqualTo("fraud-detection");
        assertThat(definition.schema()).hasSize(11);
        assertThat(definition.checks()).hasSize(3);
        assertThat(definition.features()).hasSize(7);
        assertThat(definition.sinks()).hasSize(2);
    }
}
