package dev.forebay.testing;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import dev.forebay.types.batch.ReasonCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An interpreter of plans: what an engine must compute, said in the slowest and most obvious way. One event at a time, boxed values,
 * nothing shared with the engine.
 *
 * <p><b>Order</b>: events in processing order; it remembers what duplicates and lateness need. <b>Errors</b>: an event that fails
 * gets findings; nothing is thrown for data. <b>Threads</b>: one at a time.
 */
public final class ReferenceInterpreter {
    private final Plan plan;
    private final ReferenceOrder order;
    private final EvaluationListener listener;

    public ReferenceInterpreter(Plan plan) {
        this(plan, EvaluationListener.NONE);
    }

    /** @param listener is told of every node that is evaluated */
    public ReferenceInterpreter(Plan plan, EvaluationListener listener) {
        this.plan = plan;
        this.order = new ReferenceOrder(plan.event());
        this.listener = listener;
    }

    /** What becomes of the next event. */
    public ReferenceResult process(ReferenceEvent event) {
        List<Finding> findings = new ArrayList<>(event.findings());
        List<Integer> warnings = new ArrayList<>();
        List<@Nullable Object> slots = new ArrayList<>(event.fields());
        for (Plan.Constraint constraint : plan.constraints()) {
            findings.addAll(ReferenceConstraints.broken(
                    constraint, plan.columns().get(constraint.slot()).name(), slots.get(constraint.slot())));
        }
        findings.addAll(order.future(event, name(plan.event().timeSlot())));
        for (int i = 0; i < plan.checks().size(); i++) {
            check(i, event, slots, findings, warnings);
        }
        boolean late = false;
        if (findings.isEmpty()) {
            ReferenceOrder.Verdict verdict = order.next(event);
            late = verdict == ReferenceOrder.Verdict.LATE;
            if (verdict == ReferenceOrder.Verdict.DUPLICATE) {
                findings.add(new Finding(ReasonCode.DUPLICATE, name(plan.event().idSlot())));
            }
        }
        slots.addAll(Collections.nCopies(plan.columns().size() - slots.size(), null));
        List<Boolean> emits = new ArrayList<>();
        boolean isComputed = findings.isEmpty();
        if (isComputed) {
            ReferenceSteps.run(plan, slots, findings, listener);
            emits.addAll(sinks(slots, findings));
        }
        return new ReferenceResult(findings, isComputed, slots, late, warnings, emits);
    }

    private @Nullable String name(int slot) {
        return slot < 0 ? null : plan.columns().get(slot).name();
    }

    private void check(
            int index,
            ReferenceEvent event,
            List<@Nullable Object> slots,
            List<Finding> findings,
            List<Integer> warnings) {
        Plan.Check check = plan.checks().get(index);
        Set<String> columns = new HashSet<>();
        addColumns(check.condition(), columns);
        boolean undecoded = event.findings().stream()
                .anyMatch(finding -> finding.column() == null || columns.contains(finding.column()));
        if (undecoded) {
            return;
        }
        Object value = ReferenceEvaluator.evaluate(check.condition(), slots, listener);
        if (value == null || value.equals(true)) {
            return;
        }
        if (!check.rejects()) {
            warnings.add(index);
        } else if (value instanceof Failure failure) {
            findings.add(new Finding(failure.code(), check.name()));
        } else {
            findings.add(new Finding(ReasonCode.CHECK, check.name()));
        }
    }

    private static void addColumns(TypedExpression expression, Set<String> to) {
        if (expression instanceof TypedExpression.ColumnRef column) {
            to.add(column.name());
        }
        expression.operands().forEach(operand -> addColumns(operand, to));
    }

    private List<Boolean> sinks(List<@Nullable Object> slots, List<Finding> findings) {
        List<Boolean> emits = new ArrayList<>();
        for (Plan.SinkRule sink : plan.sinks()) {
            TypedExpression when = sink.when();
            Object value = when == null ? true : ReferenceEvaluator.evaluate(when, slots, listener);
            if (value instanceof Failure failure && !failure.inherited()) {
                findings.add(new Finding(failure.code(), "sinks[" + emits.size() + "].when"));
            }
            emits.add(Boolean.TRUE.equals(value));
        }
        return emits;
    }
}
