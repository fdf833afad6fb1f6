package dev.forebay.cli.why;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.ExpressionText;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.AggregateText;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.types.Type;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The events of a computed batch, as windows are shown to hold them. */
final class TracedEvents {
    private final Plan plan;
    private final TracePlan traced;
    private final CompiledPipeline batch;

    TracedEvents(Plan plan, TracePlan traced, CompiledPipeline batch) {
        this.plan = plan;
        this.traced = traced;
        this.batch = batch;
    }

    long timeMicros(int row) {
        return ((LongVector) batch.column(plan.event().timeSlot())).values[row];
    }

    TracedWindow.Event event(int window, int row) {
        int id = plan.event().idSlot();
        List<TracedWindow.Argument> arguments = new ArrayList<>();
        for (AggregateRule aggregate : plan.windowing().aggregates()) {
            if (aggregate.window() == window) {
                arguments.add(argument(aggregate, row));
            }
        }
        return new TracedWindow.Event(
                id < 0 || !batch.column(id).isValid(row)
                        ? null
                        : TracedValue.of(batch.column(id), row).plain(),
                TracedValue.of(batch.column(plan.event().timeSlot()), row).plain(),
                new Position(batch.batch().partition[row], batch.batch().offset[row]),
                arguments);
    }

    private TracedWindow.Argument argument(AggregateRule aggregate, int row) {
        TypedExpression argument = aggregate.argument();
        TypedExpression filter = aggregate.filter();
        boolean isTaken = filter == null || value(filter, row).text().equals("true");
        return new TracedWindow.Argument(
                AggregateText.of(aggregate, plan.windowing()),
                argument == null ? "*" : ExpressionText.of(argument),
                argument == null ? null : value(argument, row),
                isTaken);
    }

    private TracedValue value(TypedExpression expression, int row) {
        return value(traced, batch, expression, row);
    }

    /** The value of a part of an expression. */
    static TracedValue value(TracePlan traced, CompiledPipeline batch, TypedExpression expression, int row) {
        OptionalInt slot = traced.slot(expression);
        if (slot.isEmpty()) {
            return new TracedValue(ExpressionText.of(expression), null, false);
        }
        return TracedValue.of(batch.column(slot.getAsInt()), row);
    }

    /** Which times are in a window, in words. */
    static String text(WindowRule rule, WindowContents.Bounds bounds) {
        String upTo = "time <= " + time(bounds.upToMicros());
        String limits = bounds.afterMicros() == Long.MIN_VALUE ? upTo : time(bounds.afterMicros()) + " < " + upTo;
        if (bounds.afterMicros() >= bounds.upToMicros()) {
            return "no time: it ends at " + time(bounds.upToMicros()) + ", and all up to " + time(bounds.afterMicros())
                    + " may have been let go";
        }
        return (rule.rows() == WindowRule.UNBOUNDED ? "" : "the last " + rule.rows() + " with ")
                + limits
                + (rule.excludesCurrent() ? ", without the event itself" : "");
    }

    private static String time(long micros) {
        LongVector time = new LongVector(Type.TIMESTAMP, 1);
        time.state[0] = Vector.VALID;
        time.values[0] = micros;
        return TracedValue.of(time, 0).plain();
    }
}
