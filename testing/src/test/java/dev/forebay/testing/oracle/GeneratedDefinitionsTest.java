package dev.forebay.testing.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.ParsedDefinition;
import dev.forebay.plan.Plan;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.plan.resolve.FittedStateLoader;
import dev.forebay.plan.resolve.ResolvedPlan;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.testing.generate.DefinitionGenerator;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.SourceText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Generated YAML goes through parser, resolver, decoder and engine, and gives what Jackson and the interpreter give. */
class GeneratedDefinitionsTest {
    private static final int FEATURES = 5;
    /** What a generated expression may be refused for: digits that a decimal lacks, a text that no constant cast can read. */
    private static final List<String> ALLOWED = List.of("FB3110", "FB3116");

    private final Map<String, String> refused = new LinkedHashMap<>();
    private int resolved;

    @Test
    void definitions_generated_giveTheSameAnswerEverywhere() {
        compare(0, Integer.getInteger("oracle.definitions", 150), 60);
    }

    @Test
    @Tag("stress")
    void definitions_generatedInNumbers_giveTheSameAnswerEverywhere() {
        compare(2_000_000, 1_000, 80);
    }

    private void compare(long first, int definitions, int rows) {
        Oracle oracle = new Oracle(new Coverage());
        for (long seed = first; seed < first + definitions; seed++) {
            Plan plan = plan(seed);
            if (plan != null) {
                resolved++;
                oracle.json(plan, seed, rows);
            }
        }
        assertThat(String.join("\n\n", oracle.differences().values())).isEmpty();
        assertThat(String.join("\n\n", refused.values())).isEmpty();
        assertThat(resolved).isGreaterThan(definitions * 2 / 3);
    }

    private @Nullable Plan plan(long seed) {
        SourceText text = new SourceText("seed-" + seed + ".yaml", DefinitionGenerator.definition(seed, FEATURES));
        ParsedDefinition parsed = DefinitionParser.parse(text, variable -> null);
        Definition definition = parsed.definition();
        if (definition == null) {
            note(parsed.diagnostics());
            return null;
        }
        ResolvedPlan plan = Resolver.resolve(definition, path -> fitted(path.value()));
        if (plan.plan() == null) {
            note(plan.diagnostics());
        }
        return plan.plan();
    }

    private void note(List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.isError() && !ALLOWED.contains(diagnostic.code().id())) {
                refused.putIfAbsent(diagnostic.code().id(), DiagnosticRenderer.render(diagnostic));
            }
        }
    }

    private static FittedStateLoader.Loaded fitted(String path) {
        int columns = Integer.parseInt(path.replaceAll("[^0-9]", ""));
        StandardScalerState state = new StandardScalerState(
                columns, true, true, Collections.nCopies(columns, 12.5), Collections.nCopies(columns, 3.7));
        return new FittedStateLoader.Loaded(FittedTransform.of(state, "generated"), List.of());
    }
}
