package dev.forebay.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.forebay.definition.keys.KeyTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DefinitionSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(DefinitionSchema.json(), InputFormat.JSON);

    static Stream<Path> goodDefinitions() throws IOException {
        Path examples = Path.of("../examples");
        try (Stream<Path> own = Files.list(TestFiles.RESOURCES.resolve("good"));
                Stream<Path> others = Files.exists(examples) ? Files.walk(examples) : Stream.empty()) {
            return Stream.concat(
                    own,
                    others.filter(file -> file.toString().endsWith(".yaml")).filter(DefinitionSchemaTest::isDefinition))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean isDefinition(Path file) {
        return TestFiles.read(file).lines().anyMatch(line -> line.startsWith("forebay:"));
    }

    @ParameterizedTest
    @MethodSource("goodDefinitions")
    void goodDefinition_isValidated_hasNoMistake(Path file) {
        assertThat(SCHEMA.validate(TestFiles.read(file), InputFormat.YAML)).isEmpty();
    }

    @Test
    void schema_isASchema() {
        Schema metaSchema = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(metaSchema.validate(DefinitionSchema.json(), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sinks: [{kafka: {topic: a, partitions: 3}}]",
                "unknown: 1",
                "windows: {w: {last: 1d}}",
                "windows: {w: {by: a, last: [1 day]}}",
                "windows: {w: {by: a, rows: none}}",
                "windows: {w: {by: a, exclude: self}}",
                "schema: {a: {type: long, known_after: 7}}",
                "event: {lateness: 60}",
                "source: {format: avro}",
                "source: {kafka: {topic: a}}",
                "dead_letters: {}",
                "dead_letters: {file: a, kafka: {topic: b}}",
                "checks: {a: {otherwise: warn}}",
                "features: {a: {sql: b, type: int}}",
                "transforms: {a: {columns: b, steps: [c]}}",
                "state: {memory: 8GB}",
                "tests: {a: {given: [], expect: [], expected: []}}",
            })
    void wrongSection_isValidated_isFoundByParserAndSchema(String section) {
        String definition = "forebay: 1\npipeline: p\nschema: {b: long}\noutput: {keep: [b]}\n" + section + "\n";
        assertThat(SCHEMA.validate(definition, InputFormat.YAML)).isNotEmpty();
        assertThat(TestFiles.parse("wrong", definition, Map.of()).diagnostics()).isNotEmpty();
    }

    @Test
    void schema_everyKey_hasADescription() {
        int described = described(JsonMapper.shared().readTree(DefinitionSchema.json()));
        int keys =
                KeyTable.all().stream().mapToInt(level -> level.names().size()).sum();
        assertThat(described).isEqualTo(keys);
    }

    private static int described(JsonNode schema) {
        if (!schema.isObject()) {
            return 0;
        }
        int described = 0;
        for (JsonNode property : schema.path("properties")) {
            assertThat(property.path("description").asString(""))
                    .as("%s", property)
                    .isNotBlank();
            described += 1 + described(property);
        }
        for (JsonNode choice : schema.path("anyOf")) {
            described += described(choice);
        }
        for (String inside : List.of("additionalProperties", "items")) {
            described += described(schema.path(inside));
        }
        return described;
    }

    @Test
    void schema_writtenTwice_isTheSame() {
        assertThat(DefinitionSchema.json()).isEqualTo(DefinitionSchema.json()).endsWith("}\n");
    }
}
