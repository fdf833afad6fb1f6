package dev.forebay.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.engine.PlanBuilder;
import dev.forebay.engine.Rows;
import dev.forebay.plan.Plan;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderingStageTest {
    private static final long LATENESS = 10;
    private static final long WITHIN = 100;

    private record Event(
            int partition, @Nullable Object id, @Nullable Long time) {
        long at() {
            return Objects.requireNonNull(time);
        }
    }

    private static Plan plan(Type idType) {
        return new PlanBuilder()
                .field("id", idType)
                .field("time", Type.TIMESTAMP)
                .event(0, 1, LATENESS, -1, WITHIN)
                .build();
    }

    private static List<Boolean> order(OrderingStage stage, Plan plan, List<Event> events, int batchSize) {
        EventBatch batch = new EventBatch(plan.fields(), Math.max(1, batchSize));
        List<Boolean> rejected = new ArrayList<>();
        for (int at = 0; at < events.size(); at += batchSize) {
            batch.clear();
            int end = Math.min(events.size(), at + batchSize);
            for (Event event : events.subList(at, end)) {
                Rows.add(batch, event.partition(), event.id(), event.time());
            }
            stage.order(batch);
            for (int row = 0; row < batch.size(); row++) {
                rejected.add(batch.rejections.isRejected(row));
            }
        }
        return rejected;
    }

    private static List<Boolean> order(Event... events) {
        Plan plan = plan(Type.STRING);
        return order(new OrderingStage(plan), plan, List.of(events), events.length);
    }

    @Test
    void duplicate_withinTheTime_isRejectedWithItsId() {
        Plan plan = plan(Type.STRING);
        EventBatch batch = new EventBatch(plan.fields(), 2);
        Rows.add(batch, 0, "tx1", 1_000L);
        Rows.add(batch, 1, "tx1", 1_099L);

        new OrderingStage(plan).order(batch);

        assertThat(batch.rejections.of(0)).isEmpty();
        assertThat(batch.rejections.of(1))
                .containsExactly(new Reason(
                        ReasonCode.DUPLICATE,
                        "id",
                        "tx1",
                        "no accepted event with the same id within 1.0E-4 s",
                        "test.yaml:2"));
    }

    @Test
    void duplicate_atTheTimeOrBeyond_isKept() {
        assertThat(order(new Event(0, "a", 1_000L), new Event(0, "a", 1_100L))).containsExactly(false, false);
    }

    @Test
    void duplicate_ofARejectedDuplicate_isMeasuredFromTheAcceptedOne() {
        assertThat(order(new Event(0, "a", 1_000L), new Event(0, "a", 1_060L), new Event(0, "a", 1_120L)))
                .containsExactly(false, true, false);
    }

    @Test
    void event_withoutIdOrTime_isNeverADuplicate() {
        assertThat(order(
                        new Event(0, null, 1L),
                        new Event(0, null, 1L),
                        new Event(0, "a", null),
                        new Event(0, "a", null)))
                .containsExactly(false, false, false, false);
    }

    @Test
    void late_countsAcceptedEventsBelowTheWatermarkOfTheirPartition() {
        Plan plan = plan(Type.LONG);
        OrderingStage stage = new OrderingStage(plan);

        order(
                stage,
                plan,
                List.of(
                        new Event(0, 1L, 1_000L),
                        new Event(0, 2L, 990L),
                        new Event(0, 3L, 989L),
                        new Event(1, 4L, 1L),
                        new Event(0, 3L, 989L)),
                5);

        assertThat(stage.late()).isEqualTo(1);
        assertThat(stage.watermarkMicros(0)).isEqualTo(990);
        assertThat(stage.watermarkMicros(1)).isEqualTo(-9);
        assertThat(stage.watermarkMicros(77)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void order_rejectedRow_movesNoWatermark() {
        Plan plan = plan(Type.STRING);
        EventBatch batch = new EventBatch(plan.fields(), 1);
        Rows.add(batch, 0, "a", 5_000L);
        batch.rejections.add(0, new Reason(ReasonCode.FUTURE, "time", null, "", null));
        OrderingStage stage = new OrderingStage(plan);

        stage.order(batch);

        assertThat(stage.watermarkMicros(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(stage.late()).isZero();
    }

    @Test
    void order_randomEventsAndBatches_isWhatItsDefinitionSays() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Type idType = seed % 2 == 0 ? Type.LONG : Type.STRING;
            List<Event> events = events(random, idType, 3_000);
            List<Boolean> expected = expected(events);
            for (int batchSize : new int[] {1, 7, 3_000}) {
                Plan plan = plan(idType);

                List<Boolean> rejected = order(new OrderingStage(plan), plan, events, batchSize);

                assertThat(rejected)
                        .as("seed %d, batches of %d", seed, batchSize)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void snapshot_restoredAnywhere_goesOnAsIfNothingHadBeen() {
        for (Type idType : List.of(Type.LONG, Type.STRING)) {
            Plan plan = plan(idType);
            List<Event> events = events(new Random(5), idType, 2_000);
            OrderingStage undisturbed = new OrderingStage(plan);
            List<Boolean> expected = order(undisturbed, plan, events, 2_000);

            OrderingStage stage = new OrderingStage(plan);
            List<Boolean> rejected = new ArrayList<>();
            for (int at = 0; at < 2_000; at += 250) {
                OrderingStage next = new OrderingStage(plan);
                next.restore(stage.snapshot());
                stage = next;
                rejected.addAll(order(stage, plan, events.subList(at, at + 250), 50));
            }

            assertThat(rejected).isEqualTo(expected);
            assertThat(stage.late()).isEqualTo(undisturbed.late());
        }
    }

    @Test
    void restore_damagedOrForeignBytes_isRefused() {
        Plan plan = plan(Type.STRING);
        OrderingStage stage = new OrderingStage(plan);
        order(stage, plan, events(new Random(5), Type.STRING, 100), 100);
        byte[] snapshot = stage.snapshot();
        for (int i = 0; i < snapshot.length; i++) {
            byte[] damaged = snapshot.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> new OrderingStage(plan).restore(damaged))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int length : new int[] {0, 5, 11, snapshot.length - 1}) {
            byte[] cut = Arrays.copyOf(snapshot, length);
            assertThatThrownBy(() -> new OrderingStage(plan).restore(cut)).hasMessageContaining("damaged");
        }
        assertThatThrownBy(() -> new OrderingStage(plan(Type.LONG)).restore(snapshot))
                .hasMessageContaining("another kind");
    }

    @Test
    void state_ofALongStream_staysTheSizeOfWhatCanStillMatter() {
        Plan plan = plan(Type.STRING);
        OrderingStage stage = new OrderingStage(plan);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            events.add(new Event(i % 4, "transaction-" + i, (long) i));
        }

        order(stage, plan, events, 1_000);

        assertThat(stage.stateBytes()).isLessThan(100_000);
        assertThat(stage.snapshot().length).isLessThan(10_000);
    }

    private static List<Event> events(Random random, Type idType, int count) {
        List<Event> events = new ArrayList<>();
        long now = 10_000;
        for (int i = 0; i < count; i++) {
            now += random.nextInt(4);
            long id = random.nextInt(60);
            int partition = i < count / 2 ? random.nextInt(2) : random.nextInt(4);
            long time = now - random.nextInt(random.nextInt(20) == 0 ? 400 : 30);
            events.add(new Event(partition, idType.equals(Type.LONG) ? (Object) id : "id-" + id, time));
        }
        return events;
    }

    /** The definition, word for word, over all events ever accepted. */
    private static List<Boolean> expected(List<Event> events) {
        List<Boolean> rejected = new ArrayList<>();
        List<Event> accepted = new ArrayList<>();
        long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE};
        long horizon = Long.MIN_VALUE;
        for (Event event : events) {
            long time = event.at();
            long floor = Math.max(horizon, watermarks[event.partition()]);
            boolean duplicate = accepted.stream()
                    .anyMatch(before -> Objects.equals(before.id(), event.id())
                            && Math.abs(before.at() - time) < WITHIN
                            && (floor == Long.MIN_VALUE || before.at() > floor - WITHIN));
            rejected.add(duplicate);
            if (!duplicate) {
                accepted.add(event);
                watermarks[event.partition()] = Math.max(watermarks[event.partition()], time - LATENESS);
                long smallest = Arrays.stream(watermarks)
                        .filter(watermark -> watermark != Long.MIN_VALUE)
                        .min()
                        .orElseThrow();
                horizon = Math.max(horizon, smallest);
            }
        }
        return rejected;
    }
}
