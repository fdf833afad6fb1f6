package dev.forebay.plan.resolve;

import dev.forebay.plan.Plan;
import dev.forebay.types.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a definition.
 *
 * @param plan null where there is an error
 * @param diagnostics all that is to be said, in order of place; warnings too
 */
public record ResolvedPlan(@Nullable Plan plan, List<Diagnostic> diagnostics) {
    public ResolvedPlan {
        diagnostics = List.copyOf(diagnostics);
    }
}
