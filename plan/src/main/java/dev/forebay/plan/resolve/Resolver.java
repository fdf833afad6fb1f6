package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.LegiblePart;
import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes plans of definitions. Stateless; safe for several threads. */
public final class Resolver {
    private static final AggregateScope NO_WINDOWS = AggregateScope.refusing(
            "there are no windows here",
            "an aggregate looks over a window of a definition, and stands in its features");

    private Resolver() {}

    /** The plan of a definition, or all that is wrong with it. */
    public static ResolvedPlan resolve(Definition definition, FittedStateLoader loader) {
        Diagnostics into = new Diagnostics();
        Plan plan = plan(definition, loader, into);
        return new ResolvedPlan(into.hasErrors() ? null : plan, into.sorted());
    }

    /**
     * What is wrong with the part of a definition that its errors leave, in order of place. Of names that were not read nothing
     * is said, nor of features that nothing uses: what was not read may use them.
     */
    public static List<Diagnostic> examine(LegiblePart part, FittedStateLoader loader) {
        Diagnostics into = new Diagnostics();
        Definition definition = part.definition();
        SchemaResolver schema = new SchemaResolver(
                definition,
                part.unread(),
                !definition.windows().isEmpty() || !part.unreadWindows().isEmpty(),
                into);
        new EventResolver(definition, schema, into).resolve();
        WindowTable table = new WindowTable(definition.windows(), part.unreadWindows(), into);
        GroupStates states = new GroupStates(loader);
        Computations computations = Computations.of(definition, table, schema.names(), states, into);
        new CheckResolver(definition, schema, computations, into).resolve();
        WindowResolver windows = new WindowResolver(definition, table, into);
        if (!part.eventUnread()) {
            windows.requireTime();
        }
        StepResolver steps = new StepResolver(computations, windows, schema.scope(), states, into);
        steps.resolve();
        OutputResolver output = new OutputResolver(definition, steps.scope(), into);
        if (definition.output().span() != null) {
            output.keep(List.of());
            output.vector();
        }
        output.sinks(List.of(), List.of());
        return into.sorted();
    }

    /**
     * An expression over given columns.
     *
     * @param columns what its names may be; slot {@code i} is column {@code i}
     * @return null after adding its mistakes to {@code into}; NULL alone is a text
     */
    public static @Nullable TypedExpression resolveExpression(
            Expression expression, List<Plan.Slot> columns, Diagnostics into) {
        return resolve(expression, columns, NO_WINDOWS, into);
    }

    /**
     * An expression over given columns and the windows of a plan. An aggregate that the plan has is that one; others have
     * places behind them.
     *
     * @return null after adding its mistakes to {@code into}; NULL alone is a text
     */
    static @Nullable TypedExpression resolveExpression(
            Expression expression, List<Plan.Slot> columns, Windowing windowing, Diagnostics into) {
        return resolve(expression, columns, AggregateScope.of(windowing), into);
    }

    private static @Nullable TypedExpression resolve(
            Expression expression, List<Plan.Slot> columns, AggregateScope windows, Diagnostics into) {
        Scope scope = new Scope();
        columns.forEach(scope::bind);
        return ExpressionResolver.resolve(expression, scope, windows, into).orElse(null);
    }

    private static @Nullable Plan plan(Definition definition, FittedStateLoader loader, Diagnostics into) {
        SchemaResolver schema = new SchemaResolver(definition, Set.of(), false, into);
        Plan.EventRule event = new EventResolver(definition, schema, into).resolve();
        WindowTable table = new WindowTable(definition.windows(), Set.of(), into);
        GroupStates states = new GroupStates(loader);
        Computations computations = Computations.of(definition, table, schema.names(), states, into);
        List<Plan.Check> checks = new CheckResolver(definition, schema, computations, into).resolve();
        WindowResolver windows = new WindowResolver(definition, table, into);
        windows.requireTime();
        StepResolver steps = new StepResolver(computations, windows, schema.scope(), states, into);
        List<Plan.Step> resolved = new ArrayList<>(steps.resolve());
        OutputResolver output = new OutputResolver(definition, steps.scope(), into);
        List<Plan.OutputColumn> vector = output.vector();
        List<Integer> predictions = new ArrayList<>();
        Definition.Model model = definition.model();
        if (model != null && vector.isEmpty()) {
            into.add(
                    PlanCode.MODEL_WITHOUT_VECTOR,
                    model.span(),
                    "the model gets the vector, and there is none",
                    "output: {vector: [columns for the model]}");
        } else if (model != null) {
            new ModelResolver(model, steps.scope(), loader, into)
                    .resolve(vector)
                    .ifPresent(score -> {
                        resolved.add(score);
                        predictions.addAll(score.outputs());
                    });
        }
        List<Plan.OutputColumn> keep = output.keep(predictions);
        List<Plan.SinkRule> sinks = output.sinks(keep, vector);
        new UnusedFeatures(definition, computations, windows.registry(), into).report();
        if (into.hasErrors()) {
            return null;
        }
        return new Plan(
                definition.pipeline().value(),
                schema.fields(),
                schema.origins(),
                event,
                schema.constraints(),
                checks,
                steps.scope().slots(),
                windows.registry().windowing(),
                resolved,
                keep,
                vector,
                sinks);
    }

    /** Where a section stands, or the definition where it is absent. */
    static Origin sectionOrigin(Definition definition, @Nullable Span span) {
        return span == null ? Wording.origin(definition.pipeline().span()) : Wording.origin(span);
    }
}
