package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionParser;
import dev.forebay.plan.Plan;
import dev.forebay.plan.explain.PlanExplanation;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Definitions put together by chance: names that collide, circles, groups of groups, values of other types. */
class RandomDefinitionsTest {
    private static final long SEED = 20260401;
    private static final List<String> NAMES =
            List.of("a", "b", "c", "d", "a", "b", "a_s", "b_s", "c_t", "d_t", "nowhere");
    private static final List<String> TYPES =
            List.of("long", "double", "double", "string", "boolean", "timestamp", "date", "decimal(9,2)");
    private static final List<String> RULES = List.of(
            "min: 1", "max: 0.5", "min: abc", "in: [1, x, true]", "pattern: '(a'", "min_length: 3", "max_length: 2");
    private static final List<String> EXPRESSIONS = List.of(
            "%s + %s",
            "LOG1P(%s) * %s", "%s = %s", "COALESCE(%s, %s)", "IF(%s, 1, %s)", "%s || %s", "NULL", "%s IS NULL");

    private final Random random = new Random(SEED);

    @Test
    void resolve_anyDefinition_neverThrowsAndHasAPlanUnlessThereIsAnError() {
        int plans = 0;
        int resolved = 0;
        for (int i = 0; i < 1000; i++) {
            String yaml = yaml();
            Definition definition = DefinitionParser.parse(new SourceText("random.yaml", yaml), name -> null)
                    .definition();
            if (definition == null) {
                continue;
            }
            resolved++;
            ResolvedPlan result = Resolver.resolve(definition, Definitions::fitted);
            boolean wrong = result.diagnostics().stream().anyMatch(diagnostic -> diagnostic.isError());
            Plan plan = result.plan();
            assertThat(plan == null).as("number %d%n%s", i, yaml).isEqualTo(wrong);
            assertThat(DiagnosticRenderer.renderAll(result.diagnostics())).isNotNull();
            if (plan != null) {
                plans++;
                assertThat(PlanExplanation.of(plan).text()).contains("pipeline random");
            }
        }
        assertThat(resolved).as("definitions that parse").isGreaterThan(500);
        assertThat(plans).as("definitions without a mistake").isGreaterThan(5);
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder("forebay: 1\npipeline: random\n");
        if (random.nextInt(6) == 0) {
            yaml.append("event: {id: %s, time: %s, future: 5m}%n".formatted(name(), name()));
        }
        yaml.append("schema:\n");
        for (String column : some(1 + random.nextInt(4))) {
            String rule = random.nextInt(16) == 0 ? ", " + any(RULES) : "";
            yaml.append("  %s: {type: \"%s\", optional: %s%s}%n"
                    .formatted(column, any(TYPES), random.nextInt(4) == 0, rule));
        }
        if (random.nextInt(6) == 0) {
            yaml.append("checks:\n  check: %s%n".formatted(expression()));
        }
        if (random.nextBoolean()) {
            yaml.append("features:\n");
            some(1 + random.nextInt(3)).forEach(name -> yaml.append("  %s: %s%n".formatted(name, expression())));
        }
        if (random.nextBoolean()) {
            yaml.append("transforms:\n");
            for (String group : some(1 + random.nextInt(2))) {
                List<String> columns = some(1 + random.nextInt(2));
                yaml.append("  %s: {columns: %s, steps: [StandardScaler], suffix: %s, fitted: scaler-%d.pkl}%n"
                        .formatted(group, columns, any(List.of("_s", "_t", "_t", "\"\"")), columns.size()));
            }
        }
        yaml.append("output: {keep: %s, vector: %s}%n".formatted(some(random.nextInt(3)), some(random.nextInt(2))));
        if (random.nextInt(4) == 0) {
            yaml.append("sinks:%n  - kafka: {topic: t, key: %s, columns: %s, when: \"%s\"}%n"
                    .formatted(name(), some(1 + random.nextInt(2)), expression()));
        }
        return yaml.toString();
    }

    private String expression() {
        return any(EXPRESSIONS).formatted(name(), name());
    }

    private String name() {
        return any(NAMES);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private List<String> some(int count) {
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            String name = name();
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }
}
