package dev.forebay.testing.oracle;

import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.ParsedDefinition;
import dev.forebay.plan.Plan;
import dev.forebay.plan.resolve.ResolvedPlan;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.types.diagnostic.SourceText;

/** The plan of a definition that is written out and has nothing wrong. */
final class WrittenPlan {
    private WrittenPlan() {}

    static Plan of(String definition) {
        ParsedDefinition parsed = DefinitionParser.parse(new SourceText("written.yaml", definition), variable -> null);
        Definition read = parsed.definition();
        if (read == null) {
            throw new AssertionError(parsed.diagnostics());
        }
        ResolvedPlan resolved = Resolver.resolve(read, path -> {
            throw new AssertionError("nothing is fitted");
        });
        Plan plan = resolved.plan();
        if (plan == null) {
            throw new AssertionError(resolved.diagnostics());
        }
        return plan;
    }
}
