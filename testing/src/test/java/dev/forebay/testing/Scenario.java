package dev.forebay.testing;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A timeline written by hand, and one aggregate over it: events with a time in seconds, a key {@code k}, a value {@code x} and a
 * condition {@code c}. Until told otherwise every key is the same, every x is 1, every c true, and nothing is late.
 */
final class Scenario {
    static final Origin ORIGIN = new Origin("scenario", 1, 1);
    /** The columns that expressions may refer to: k, x and c. */
    static final int KEY = 1;

    static final int VALUE = 2;
    static final int CONDITION = 3;

    private static final int FIELDS = 4;
    private static final long SECOND = 1_000_000;

    private final AggregateFunction function;
    private final WindowRule window;
    private final List<ReferenceEvent> events = new ArrayList<>();
    private Type keyType = Type.STRING;
    private Object usualKey = "k";
    private Type valueType = Type.LONG;
    private @Nullable Object usualValue = 1L;
    private long lateness = 1_000_000;
    private boolean ordersByTime;
    private boolean star;
    private boolean filtered;
    private int offset;
    private int partition;
    private UnaryOperator<TypedExpression> argument = UnaryOperator.identity();
    private UnaryOperator<TypedExpression> feature = UnaryOperator.identity();

    private Scenario(AggregateFunction function, WindowRule window) {
        this.function = function;
        this.window = window;
        this.offset = function == AggregateFunction.LAG ? 1 : 0;
    }

    static Scenario of(AggregateFunction function, WindowRule window) {
        return new Scenario(function, window);
    }

    /** {@code COUNT(*)}. */
    static Scenario countAll(WindowRule window) {
        Scenario scenario = new Scenario(AggregateFunction.COUNT, window);
        scenario.star = true;
        return scenario;
    }

    /** {@code SUM(x)} of bits: give each event another power of two, and the sum tells which are in the window. */
    static Scenario which(WindowRule window) {
        return new Scenario(AggregateFunction.SUM, window);
    }

    static WindowRule last(long seconds) {
        return rule(seconds * SECOND, WindowRule.UNBOUNDED, 0, false, WindowRule.UNBOUNDED);
    }

    static WindowRule rows(long rows) {
        return rule(WindowRule.UNBOUNDED, rows, 0, false, WindowRule.UNBOUNDED);
    }

    static WindowRule lifetime() {
        return rule(WindowRule.UNBOUNDED, WindowRule.UNBOUNDED, 0, false, WindowRule.UNBOUNDED);
    }

    static WindowRule delayed(long seconds, WindowRule of) {
        return rule(of.lastMicros(), of.rows(), seconds * SECOND, false, of.idleMicros());
    }

    static WindowRule withoutCurrent(WindowRule of) {
        return rule(of.lastMicros(), of.rows(), of.delayMicros(), true, of.idleMicros());
    }

    static WindowRule idle(long seconds, WindowRule of) {
        return rule(of.lastMicros(), of.rows(), of.delayMicros(), of.excludesCurrent(), seconds * SECOND);
    }

    private static WindowRule rule(long last, long rows, long delay, boolean withoutCurrent, long idle) {
        return new WindowRule("w", 0, last, rows, delay, withoutCurrent, idle, ORIGIN);
    }

    /** The type of x, and what it is until told otherwise. */
    Scenario values(Type type, @Nullable Object usual) {
        valueType = type;
        usualValue = usual;
        return this;
    }

    /** The type of k, and what it is until told otherwise. */
    Scenario keys(Type type, Object usual) {
        keyType = type;
        usualKey = usual;
        return this;
    }

    Scenario lateness(long seconds) {
        lateness = seconds;
        return this;
    }

    Scenario byTime() {
        ordersByTime = true;
        return this;
    }

    /** {@code FILTER (WHERE c)}. */
    Scenario filtered() {
        filtered = true;
        return this;
    }

    Scenario offset(int n) {
        offset = n;
        return this;
    }

    /** The aggregate's argument, made of x. */
    Scenario argument(UnaryOperator<TypedExpression> ofValue) {
        argument = ofValue;
        return this;
    }

    /** The feature, made of the aggregate. */
    Scenario feature(UnaryOperator<TypedExpression> ofAggregate) {
        feature = ofAggregate;
        return this;
    }

    /** The partition of the events from here on. */
    Scenario partition(int number) {
        partition = number;
        return this;
    }

    /** An event; the values of x, k and c follow the time as far as they are not the usual ones. */
    Scenario at(double seconds, @Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(Instant.EPOCH.plusNanos(Math.round(seconds * 1e9)));
        row.add(values.length > 1 ? values[1] : usualKey);
        row.add(values.length > 0 ? values[0] : usualValue);
        row.add(values.length > 2 ? values[2] : (Object) true);
        events.add(new ReferenceEvent(partition, null, row, List.of()));
        return this;
    }

    /** An event without x. */
    Scenario atWithNull(double seconds) {
        return at(seconds, new Object[] {null});
    }

    /** Events at 0, 1, 2, ... seconds with these x. */
    Scenario eachSecond(Object... values) {
        for (int i = 0; i < values.length; i++) {
            at(i, values[i]);
        }
        return this;
    }

    /** The aggregate on each event. */
    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        results().forEach(result -> values.add(result.aggregates().get(0)));
        return Collections.unmodifiableList(values);
    }

    /** The aggregate on the last event. */
    @Nullable
    Object lastValue() {
        return values().get(events.size() - 1);
    }

    /** What became of each event. */
    List<ReferenceResult> results() {
        return ReferenceInterpreter.processAll(plan(), events, EvaluationListener.NONE);
    }

    Plan plan() {
        List<Field> fields = List.of(
                Field.of("time", Type.TIMESTAMP, false),
                Field.of("k", keyType, true),
                Field.of("x", valueType, true),
                Field.of("c", Type.BOOLEAN, true));
        TypedExpression of = star ? null : argument.apply(column(VALUE, "x", valueType));
        Type type = of == null ? Type.LONG : function.result(of.type()).orElseThrow();
        TypedExpression filter = filtered ? column(CONDITION, "c", Type.BOOLEAN) : null;
        AggregateRule rule = new AggregateRule(function, 0, of, filter, offset, type, ORIGIN);
        Windowing windowing = new Windowing(List.of(new Grouping(List.of(KEY))), List.of(window), List.of(rule));
        TypedExpression result = feature.apply(new TypedExpression.AggregateRef(0, "a", type, rule.nullable(), ORIGIN));
        List<Plan.Slot> slots = new ArrayList<>();
        fields.forEach(field -> slots.add(new Plan.Slot(field.name(), field.type(), field.optional(), ORIGIN)));
        slots.add(new Plan.Slot("feature", result.type(), true, ORIGIN));
        return new Plan(
                "scenario",
                fields,
                Arrays.asList(ORIGIN, ORIGIN, ORIGIN, ORIGIN),
                new Plan.EventRule(-1, 0, ordersByTime, lateness * SECOND, -1, -1, -1, ORIGIN),
                List.of(),
                List.of(),
                slots,
                windowing,
                List.of(new Plan.Step.Feature(FIELDS, result)),
                List.of(),
                List.of(),
                List.of());
    }

    static TypedExpression column(int slot, String name, Type type) {
        return new TypedExpression.ColumnRef(slot, name, type, true, ORIGIN);
    }
}
