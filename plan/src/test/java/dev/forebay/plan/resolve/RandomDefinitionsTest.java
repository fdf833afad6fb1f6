package dev.forebay.plan.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.ParsedDefinition;
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

    private static final List<String> LENGTHS = List.of(
            "",
            ", last: 1d",
            ", last: [1d, 7d]",
            ", last: {A: 1d, B: 7d}, delay: 1d",
            ", rows: 3, idle: 5d",
            ", last: 0d",
            ", last: [1d], rows: 2",
            ", last: 1x",
            ", exclude: current");
    private static final List<String> WINDOWED = List.of(
            "COUNT(*) OVER v",
            "SUM(b) OVER w",
            "b / AVG(b) OVER v",
            "LAG(c, 2) FILTER (WHERE b > 1) OVER v_1d",
            "COUNT(DISTINCT a) OVER v + COUNT(*) OVER w",
            "MAX(g) OVER v",
            "f + 1",
            "b * 2",
            "LAST_VALUE(a) OVER a",
            "MODE(c) OVER v",
            "SUM(b OVER v",
            "AVG(b) OVER u");

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
            ResolvedPlan result = Resolver.resolve(definition, Definitions.LOADER);
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

    @Test
    void resolve_anyDefinitionWithWindows_neverThrowsAndHasAPlanUnlessThereIsAnError() {
        int plans = 0;
        int examined = 0;
        for (int i = 0; i < 4000; i++) {
            String yaml = windowed();
            ParsedDefinition parsed = DefinitionParser.parse(new SourceText("random.yaml", yaml), name -> null);
            if (parsed.legible() != null) {
                examined++;
                assertThat(DiagnosticRenderer.renderAll(Resolver.examine(parsed.legible(), Definitions.LOADER)))
                        .isNotNull();
            }
            Definition definition = parsed.definition();
            if (definition == null) {
                continue;
            }
            ResolvedPlan result = Resolver.resolve(definition, Definitions.LOADER);
            boolean wrong = result.diagnostics().stream().anyMatch(diagnostic -> diagnostic.isError());
            Plan plan = result.plan();
            assertThat(plan == null).as("number %d%n%s", i, yaml).isEqualTo(wrong);
            if (plan != null) {
                plans++;
                assertThat(PlanExplanation.of(plan).text()).contains("pipeline random");
            }
        }
        assertThat(examined).as("definitions with mistakes in their text").isGreaterThan(200);
        assertThat(plans).as("definitions without a mistake").isGreaterThan(50);
    }

    private String windowed() {
        StringBuilder yaml = new StringBuilder("forebay: 1\npipeline: random\nevent: {time: at}\n");
        yaml.append("schema: {at: timestamp, a: string, b: double%s}%n"
                .formatted(random.nextInt(4) == 0 ? ", c: {type: long, known_after: 1d}" : ", c: long"));
        yaml.append("windows:\n");
        for (String window : List.of("v", "w", "a").subList(0, 1 + random.nextInt(3))) {
            yaml.append("  %s: {by: %s%s}%n".formatted(window, any(List.of("a", "a", "[a, c]", "f")), any(LENGTHS)));
        }
        yaml.append("features:\n");
        List<String> names = List.of("f", "g", "h");
        for (String name : names.subList(0, 1 + random.nextInt(3))) {
            String braces = random.nextInt(6) == 0 ? "_{}" : "";
            yaml.append("  %s%s: %s%n".formatted(name, braces, any(WINDOWED)));
        }
        return yaml.append("output: {keep: [a, f%s]}%n".formatted(random.nextInt(3) == 0 ? ", f_1d" : ""))
                .toString();
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
