package dev.forebay.testing;

import static dev.forebay.testing.Scenario.countAll;
import static dev.forebay.testing.Scenario.delayed;
import static dev.forebay.testing.Scenario.last;
import static dev.forebay.testing.Scenario.lifetime;
import static dev.forebay.testing.Scenario.rows;
import static dev.forebay.testing.Scenario.which;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.Plan;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import dev.forebay.testing.generate.Chance;
import dev.forebay.testing.generate.PlanGenerator;
import dev.forebay.testing.generate.StreamGenerator;
import dev.forebay.testing.window.ReferenceWindows;
import dev.forebay.types.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold of windows whatever the events are, so also of the interpreter that other engines are compared with. */
class WindowLawsTest {
    private static final int SEEDS = 60;
    private static final int EVENTS = 120;

    /** Events with ties, out of order but not late, each with another power of two or another number. */
    private static Scenario onTime(Scenario scenario, long seed) {
        Chance chance = new Chance(seed);
        scenario.lateness(20);
        long now = 100;
        for (int i = 0; i < EVENTS; i++) {
            now += chance.below(4);
            scenario.at((double) now - chance.below(15), (long) chance.between(-50, 50));
        }
        return scenario;
    }

    private static long orZero(@Nullable Object value) {
        return value == null ? 0 : (Long) value;
    }

    @Test
    void last_splitIntoTwo_addsUpToTheWhole() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<@Nullable Object> whole = onTime(which(last(10)), seed).values();
            List<@Nullable Object> recent = onTime(which(last(4)), seed).values();
            List<@Nullable Object> before =
                    onTime(which(delayed(4, last(6))), seed).values();
            for (int i = 0; i < EVENTS; i++) {
                assertThat(orZero(whole.get(i)))
                        .as("seed %d event %d", seed, i)
                        .isEqualTo(orZero(recent.get(i)) + orZero(before.get(i)));
            }
        }
    }

    @Test
    void lifetime_isTheLastOfAVeryLongTimeAndVeryManyRows() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<@Nullable Object> ever = onTime(which(lifetime()), seed).values();
            assertThat(onTime(which(last(1_000_000)), seed).values()).isEqualTo(ever);
            assertThat(onTime(which(rows(1_000_000)), seed).values()).isEqualTo(ever);
        }
    }

    @Test
    void rows_areAsManyAsThereAreButNoMore() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<@Nullable Object> ever = onTime(countAll(lifetime()), seed).values();
            List<@Nullable Object> rows = onTime(countAll(rows(7)), seed).values();
            for (int i = 0; i < EVENTS; i++) {
                assertThat(rows.get(i)).isEqualTo(Math.min(7, orZero(ever.get(i))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FIRST_VALUE", "LAST_VALUE", "LAG"})
    void aggregate_ofEventsInAnotherOrder_isTheSame(AggregateFunction function) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Chance chance = new Chance(seed);
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                double size = Math.scalb(chance.unit() - 0.5, chance.between(-900, 900));
                values.add(chance.oneIn(3) && !values.isEmpty() ? chance.pick(values) : (Object) size);
            }
            Object one = overAll(function, values);
            Collections.shuffle(values, new Random(seed));
            assertThat(overAll(function, values)).as("seed %d", seed).isEqualTo(one);
        }
    }

    private static @Nullable Object overAll(AggregateFunction function, List<Object> values) {
        return Scenario.of(function, lifetime())
                .values(Type.DOUBLE, 0.0)
                .eachSecond(values.toArray())
                .lastValue();
    }

    /** Under {@code order: time} how the partitions are read in turn changes nothing, if all of them are known from the start. */
    @Test
    void orderByTime_partitionsReadInAnyTurn_giveTheSame() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Plan plan = PlanGenerator.windowed(seed, 9, true);
            List<ReferenceEvent> events = new StreamGenerator(new Chance(seed), plan).next(EVENTS);
            List<ReferenceResult> one = inTurn(plan, events, turns(events, seed));
            List<ReferenceResult> other = inTurn(plan, events, turns(events, seed + 1));
            for (int i = 0; i < EVENTS; i++) {
                assertThat(other.get(i)).as("seed %d event %d", seed, i).isEqualTo(one.get(i));
            }
        }
    }

    /** The indexes of the events, those of each partition in order. */
    private static List<Integer> turns(List<ReferenceEvent> events, long seed) {
        TreeMap<Integer, List<Integer>> byPartition = new TreeMap<>();
        for (int i = 0; i < events.size(); i++) {
            byPartition
                    .computeIfAbsent(events.get(i).partition(), key -> new ArrayList<>())
                    .add(i);
        }
        Chance chance = new Chance(seed);
        List<Integer> order = new ArrayList<>();
        while (!byPartition.isEmpty()) {
            int partition = chance.pick(List.copyOf(byPartition.keySet()));
            List<Integer> left = byPartition.getOrDefault(partition, List.of());
            order.add(left.remove(0));
            if (left.isEmpty()) {
                byPartition.remove(partition);
            }
        }
        return order;
    }

    private static List<ReferenceResult> inTurn(Plan plan, List<ReferenceEvent> events, List<Integer> turns) {
        Set<Integer> partitions = Set.copyOf(
                events.stream().map(ReferenceEvent::partition).distinct().toList());
        ReferenceInterpreter interpreter = new ReferenceInterpreter(plan, partitions, EvaluationListener.NONE);
        List<Processed> processed = new ArrayList<>();
        turns.forEach(index -> processed.addAll(interpreter.read(events.get(index))));
        processed.addAll(interpreter.end());
        return processed.stream()
                .sorted(Comparator.comparing(each -> turns.get(each.index())))
                .map(Processed::result)
                .toList();
    }

    /** What an event's windows hold depends on the events of its key alone, and on what had passed. */
    @Test
    void eventsOfOtherKeys_leftOut_changeNothing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Plan plan = PlanGenerator.windowed(seed, 9, false);
            List<ReferenceEvent> events = new StreamGenerator(new Chance(seed), plan).next(EVENTS);
            List<Taken> taken = taken(plan, events);
            for (int grouping = 0; grouping < plan.windowing().groupings().size() && !taken.isEmpty(); grouping++) {
                List<Integer> keys = plan.windowing().groupings().get(grouping).keySlots();
                Taken target = taken.get(taken.size() - 1);
                List<Taken> ofKey = taken.stream()
                        .filter(other -> other.index() == target.index() || isSameKey(keys, other, target))
                        .toList();
                List<@Nullable Object> all = replayed(plan, taken);
                List<@Nullable Object> alone = replayed(plan, ofKey);
                for (int i = 0; i < all.size(); i++) {
                    WindowRule window = plan.windowing()
                            .windows()
                            .get(plan.windowing().aggregates().get(i).window());
                    if (window.grouping() == grouping) {
                        assertThat(alone.get(i))
                                .as("seed %d aggregate %d", seed, i)
                                .isEqualTo(all.get(i));
                    }
                }
            }
        }
    }

    /** An accepted event as windows get it. */
    private record Taken(
            int index,
            BigInteger time,
            @Nullable BigInteger passed,
            @Nullable BigInteger horizon,
            List<@Nullable Object> slots) {}

    private static List<Taken> taken(Plan plan, List<ReferenceEvent> events) {
        ReferenceClock clock = new ReferenceClock(plan.event().latenessMicros(), Set.of());
        ReferenceOrder order = new ReferenceOrder(plan.event(), clock);
        List<ReferenceResult> results = ReferenceInterpreter.processAll(plan, events, EvaluationListener.NONE);
        List<Taken> taken = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            BigInteger time = order.time(events.get(i));
            if (results.get(i).isComputed() && time != null) {
                int partition = events.get(i).partition();
                taken.add(new Taken(
                        i,
                        time,
                        clock.passed(partition),
                        clock.horizon(),
                        results.get(i).slots()));
                clock.advance(partition, time);
            }
        }
        return taken;
    }

    private static boolean isSameKey(List<Integer> slots, Taken a, Taken b) {
        return slots.stream().allMatch(slot -> {
            Object left = a.slots().get(slot);
            Object right = b.slots().get(slot);
            if (left == null || right == null || left instanceof Failure || right instanceof Failure) {
                return false;
            }
            return ReferenceEvaluator.compare(left, right) == 0;
        });
    }

    /** The aggregates on the last event. */
    private static List<@Nullable Object> replayed(Plan plan, List<Taken> events) {
        ReferenceWindows windows = new ReferenceWindows(plan.windowing(), EvaluationListener.NONE);
        List<@Nullable Object> values = List.of();
        for (Taken event : events) {
            values = windows.next(event.time(), event.passed(), event.horizon(), event.slots());
        }
        return values;
    }
}
