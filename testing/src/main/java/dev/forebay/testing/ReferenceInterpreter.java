package dev.forebay.testing;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import dev.forebay.testing.window.ReferenceWindows;
import dev.forebay.types.batch.ReasonCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An interpreter of plans: what an engine must compute, said in the slowest and most obvious way. One event at a time, boxed values,
 * nothing shared with the engine.
 *
 * <p><b>Order</b>: events in the order read; it remembers all of them. Where the plan orders by time, events are held as
 * {@link ReferenceTimeOrder} says. <b>Errors</b>: an event that fails gets findings; nothing is thrown for data. <b>Threads</b>: one
 * at a time.
 */
public final class ReferenceInterpreter {
    private final Plan plan;
    private final ReferenceOrder order;
    private final ReferenceTimeOrder<Checked> timeOrder;
    private final ReferenceWindows windows;
    private final EvaluationListener listener;
    private int read;
    /** The rank of the newest event that was held and processed. */
    private @Nullable BigInteger newestRank;

    /** An event that was read, and what is against it. */
    private record Checked(int index, ReferenceEvent event, List<Finding> findings, List<Integer> warnings) {}

    public ReferenceInterpreter(Plan plan) {
        this(plan, EvaluationListener.NONE);
    }

    /** @param listener is told of every node that is evaluated */
    public ReferenceInterpreter(Plan plan, EvaluationListener listener) {
        this(plan, Set.of(), listener);
    }

    /**
     * An interpreter of a plan on partitions that are known from the start.
     *
     * @param partitions those whose events are waited for under {@code order: time}, even before they have any
     * @param listener is told of every node that is evaluated
     */
    public ReferenceInterpreter(Plan plan, Set<Integer> partitions, EvaluationListener listener) {
        ReferenceClock clock = new ReferenceClock(plan.event().latenessMicros(), partitions);
        this.plan = plan;
        this.order = new ReferenceOrder(plan.event(), clock);
        this.timeOrder = new ReferenceTimeOrder<>(clock);
        this.windows = new ReferenceWindows(plan.windowing(), listener);
        this.listener = listener;
    }

    /** What becomes of each of the events of a whole input, in the order of the input, whatever order they are processed in. */
    public static List<ReferenceResult> processAll(
            Plan plan, List<ReferenceEvent> events, EvaluationListener listener) {
        ReferenceInterpreter interpreter = new ReferenceInterpreter(plan, listener);
        List<Processed> processed = new ArrayList<>();
        events.forEach(event -> processed.addAll(interpreter.read(event)));
        processed.addAll(interpreter.end());
        return processed.stream()
                .sorted(Comparator.comparing(Processed::index))
                .map(Processed::result)
                .toList();
    }

    /** What becomes of the next event of a plan that processes events in the order read. */
    public ReferenceResult process(ReferenceEvent event) {
        if (plan.event().ordersByTime()) {
            throw new IllegalStateException("events are held and processed in the order of their times");
        }
        return read(event).get(0).result();
    }

    /** Takes the next event, and says what becomes of the events that are processed now, in order: of it, of held ones, of none. */
    public List<Processed> read(ReferenceEvent event) {
        Checked checked = check(event);
        boolean byTime = plan.event().ordersByTime();
        if (checked.findings().isEmpty() && !byTime && order.isDuplicate(event)) {
            checked.findings().add(duplicate());
        }
        BigInteger time = order.time(event);
        if (!checked.findings().isEmpty()) {
            return List.of(rejected(checked));
        }
        if (time == null) {
            return List.of(computed(checked, null));
        }
        if (byTime) {
            return computed(timeOrder.read(event.partition(), time, checked));
        }
        return computed(List.of(timeOrder.place(event.partition(), time, checked)));
    }

    /** From now on a partition does not hold up the others; says what becomes of the events that are processed now. */
    public List<Processed> passOver(int partition) {
        return computed(timeOrder.passOver(partition));
    }

    /** From now on the others wait for a partition again. */
    public void takeBack(int partition) {
        timeOrder.takeBack(partition);
    }

    /** Nothing more will be read: says what becomes of the events that are held. */
    public List<Processed> end() {
        return computed(timeOrder.end());
    }

    /** How many events wait to be processed. */
    public int held() {
        return timeOrder.held();
    }

    private Checked check(ReferenceEvent event) {
        Checked checked = new Checked(read++, event, new ArrayList<>(event.findings()), new ArrayList<>());
        for (Plan.Constraint constraint : plan.constraints()) {
            checked.findings()
                    .addAll(ReferenceConstraints.broken(
                            constraint,
                            plan.columns().get(constraint.slot()).name(),
                            event.fields().get(constraint.slot())));
        }
        checked.findings().addAll(order.future(event, name(plan.event().timeSlot())));
        for (int i = 0; i < plan.checks().size(); i++) {
            check(i, event, event.fields(), checked.findings(), checked.warnings());
        }
        return checked;
    }

    private Processed rejected(Checked checked) {
        ReferenceResult result = new ReferenceResult(
                checked.findings(), false, slots(checked), List.of(), false, false, checked.warnings(), List.of());
        return new Processed(checked.index(), result);
    }

    private List<Processed> computed(List<ReferenceTimeOrder.Placed<Checked>> placed) {
        return placed.stream()
                .map(each -> plan.event().ordersByTime() ? released(each) : computed(each.event(), each))
                .toList();
    }

    /** What had passed before an event that was held is the later of its partition's watermark when it was read, and the rank before it. */
    private Processed released(ReferenceTimeOrder.Placed<Checked> placed) {
        BigInteger passed = ReferenceClock.latest(placed.watermark(), newestRank);
        BigInteger former = newestRank;
        newestRank = placed.rank();
        Checked checked = placed.event();
        if (order.isDuplicate(checked.event(), passed)) {
            checked.findings().add(duplicate());
            return rejected(checked);
        }
        return computed(
                checked,
                new ReferenceTimeOrder.Placed<>(
                        checked,
                        placed.partition(),
                        placed.sequence(),
                        placed.time(),
                        passed,
                        former,
                        placed.watermark(),
                        placed.late()));
    }

    private Finding duplicate() {
        return new Finding(ReasonCode.DUPLICATE, name(plan.event().idSlot()));
    }

    /** @param placed when it happened; null for an event that does not say */
    private Processed computed(Checked checked, ReferenceTimeOrder.@Nullable Placed<Checked> placed) {
        List<@Nullable Object> slots = slots(checked);
        List<Finding> findings = checked.findings();
        List<Plan.Step> before = plan.steps().subList(0, plan.stepsBeforeWindows());
        List<Plan.Step> after = plan.steps().subList(before.size(), plan.steps().size());
        ReferenceSteps.run(plan, before, slots, List.of(), findings, listener);
        List<@Nullable Object> aggregates =
                placed == null ? List.of() : windows.next(placed.time(), placed.passed(), placed.horizon(), slots);
        ReferenceSteps.run(plan, after, slots, aggregates, findings, listener);
        List<Boolean> emits = sinks(slots, aggregates, findings);
        boolean late = placed != null && placed.late();
        boolean incomplete =
                placed != null && !plan.windowing().isEmpty() && placed.time().compareTo(placed.rank()) < 0;
        ReferenceResult result =
                new ReferenceResult(findings, true, slots, aggregates, late, incomplete, checked.warnings(), emits);
        return new Processed(checked.index(), result);
    }

    /** The slots of all columns with the fields in them. */
    private List<@Nullable Object> slots(Checked checked) {
        List<@Nullable Object> slots = new ArrayList<>(checked.event().fields());
        slots.addAll(Collections.nCopies(plan.columns().size() - slots.size(), null));
        return slots;
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

    private List<Boolean> sinks(
            List<@Nullable Object> slots, List<@Nullable Object> aggregates, List<Finding> findings) {
        List<Boolean> emits = new ArrayList<>();
        for (Plan.SinkRule sink : plan.sinks()) {
            TypedExpression when = sink.when();
            Object value = when == null ? true : ReferenceEvaluator.evaluate(when, slots, aggregates, listener);
            if (value instanceof Failure failure && !failure.inherited()) {
                findings.add(new Finding(failure.code(), "sinks[" + emits.size() + "].when"));
            }
            emits.add(Boolean.TRUE.equals(value));
        }
        return emits;
    }
}
