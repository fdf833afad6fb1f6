package dev.forebay.cli.command;

import dev.forebay.cli.console.CliCode;
import dev.forebay.plan.Plan;
import dev.forebay.types.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether what was fitted has seen the events that a model is to be evaluated on. */
final class EvaluationPeriod {
    private EvaluationPeriod() {}

    /** The groups whose cut-off lies behind the beginning of the evaluation. */
    static List<Diagnostic> leaks(Plan plan, Instant from) {
        List<Diagnostic> leaks = new ArrayList<>();
        for (Plan.Step.Transform transform : transforms(plan)) {
            Instant until = transform.fitted().until();
            if (until != null && until.isAfter(from)) {
                leaks.add(Diagnostic.of(
                        CliCode.FITTED_ON_EVALUATION,
                        null,
                        "'" + transform.group() + "' was fitted on events before " + until
                                + ", and the evaluation begins at " + from,
                        "it stands at " + transform.origin(),
                        "what it learned from events of the evaluation makes the model look better than it is",
                        "fit again with --until " + from + " or earlier, or evaluate on events at " + until
                                + " or later"));
            }
        }
        return leaks;
    }

    /** The groups of which nothing says up to when they were fitted, in a line each. */
    static List<String> unproved(Plan plan) {
        return transforms(plan).stream()
                .filter(transform -> transform.fitted().until() == null)
                .map(transform -> "  not proved: nothing says up to when '" + transform.group()
                        + "' was fitted (forebay fit --until TIME says it)")
                .toList();
    }

    private static List<Plan.Step.Transform> transforms(Plan plan) {
        return plan.steps().stream()
                .filter(Plan.Step.Transform.class::isInstance)
                .map(Plan.Step.Transform.class::cast)
                .toList();
    }
}
