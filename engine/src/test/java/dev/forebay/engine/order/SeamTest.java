package dev.forebay.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.engine.PlanBuilder;
import dev.forebay.engine.Rows;
import dev.forebay.plan.Plan;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a history ends at 1000 and a topic of two partitions goes on; the lateness is 10. */
class SeamTest {
    private static final int UNTIL = 1_000;

    private static Plan plan(Type idType) {
        return new PlanBuilder()
                .field("id", idType)
                .field("time", Type.TIMESTAMP)
                .event(0, 1, 10, -1, 0)
                .build();
    }

    private record Event(int partition, Object id, long time) {}

    /** A stage that has read the ids a and b at 900 and 990 of a history without partitions. */
    private static OrderingStage afterHistory(Plan plan, Object... ids) {
        OrderingStage stage = new OrderingStage(plan);
        stage.beginHistory(UNTIL);
        EventBatch batch = new EventBatch(plan.fields(), ids.length);
        for (int i = 0; i < ids.length; i++) {
            Rows.add(batch, 0, ids[i], 990L - 90L * (ids.length - 1 - i));
        }
        stage.order(batch);
        stage.noteHistory(batch);
        stage.spreadWatermark(2);
        stage.endHistory(2);
        return stage;
    }

    /** For each event: skipped, late or on time. */
    private static List<String> order(OrderingStage stage, Plan plan, int batchSize, Event... events) {
        List<String> found = new ArrayList<>();
        EventBatch batch = new EventBatch(plan.fields(), batchSize);
        for (int at = 0; at < events.length; at += batchSize) {
            batch.clear();
            for (int i = at; i < Math.min(events.length, at + batchSize); i++) {
                Rows.add(batch, events[i].partition, events[i].id, events[i].time);
            }
            stage.order(batch);
            for (int row = 0; row < batch.size(); row++) {
                boolean isSkipped = (batch.flags[row] & EventBatch.SKIPPED) != 0;
                assertThat(batch.rejections.isRejected(row)).isEqualTo(isSkipped);
                found.add(isSkipped ? "skipped" : (batch.flags[row] & EventBatch.LATE) != 0 ? "late" : "on time");
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void event_beforeTheEnd_isSkippedIffItsIdWasInTheHistory(int batchSize) {
        Plan plan = plan(Type.STRING);
        assertThat(order(
                        afterHistory(plan, "a", "b"),
                        plan,
                        batchSize,
                        new Event(0, "a", 900),
                        new Event(1, "b", 999),
                        new Event(1, "c", 995),
                        new Event(0, "a", 1_000),
                        new Event(0, "d", 1_010),
                        new Event(0, "b", 990),
                        new Event(1, "e", 1_009),
                        new Event(1, "b", 999),
                        new Event(1, "f", 1_010),
                        new Event(1, "b", 1_001),
                        new Event(1, "b", 999)))
                .containsExactly(
                        "skipped", "skipped", "late", "on time", "on time", "skipped", "on time", "skipped", "on time",
                        "on time", "late");
    }

    @Test
    void seam_passedByEveryPartition_takesNoMemory() {
        Plan plan = plan(Type.LONG);
        Object[] ids = new Object[10_000];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (long) i;
        }
        OrderingStage stage = afterHistory(plan, ids);
        long open = stage.stateBytes();
        assertThat(stage.seamIds()).isEqualTo(10_000);
        assertThat(stage.remembersIds()).isTrue();
        order(stage, plan, 1, new Event(0, 20_000L, 5_000));
        assertThat(stage.remembersIds()).as("partition 1 has not passed it").isTrue();
        order(stage, plan, 1, new Event(1, 20_001L, 1_010));
        assertThat(stage.remembersIds()).isFalse();
        assertThat(stage.seamIds()).isZero();
        assertThat(stage.stateBytes()).isLessThan(open - 10_000 * 16);
    }

    @Test
    void snapshot_ofAnOpenSeam_goesOnAsBefore() {
        Plan plan = plan(Type.STRING);
        OrderingStage restored = new OrderingStage(plan);
        restored.restore(afterHistory(plan, "a", "b").snapshot());
        assertThat(restored.seamIds()).isEqualTo(2);
        assertThat(order(restored, plan, 1, new Event(1, "a", 500), new Event(0, "c", 999)))
                .containsExactly("skipped", "late");
    }

    @Test
    void snapshot_withIdsOfAnotherKind_isRefused() {
        byte[] snapshot = afterHistory(plan(Type.STRING), "a").snapshot();
        assertThatThrownBy(() -> new OrderingStage(plan(Type.LONG)).restore(snapshot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event.id");
    }

    @Test
    void snapshot_ofBeforeThereWereSeams_isReadWithItClosed() {
        Plan plan = plan(Type.STRING);
        OrderingStage stage = new OrderingStage(plan);
        order(stage, plan, 1, new Event(0, "a", 900), new Event(1, "b", 990));
        byte[] now = stage.snapshot();
        // Version 3 ended where the seam's time stands now.
        ByteBuffer before = ByteBuffer.allocate(now.length - 8);
        before.put(now, 0, now.length - 12).putInt(4, 3);
        CRC32C checksum = new CRC32C();
        checksum.update(before.array(), 0, now.length - 12);
        before.putInt((int) checksum.getValue());
        OrderingStage restored = new OrderingStage(plan);
        restored.restore(before.array());
        assertThat(restored.seamIds()).isZero();
        assertThat(restored.snapshot()).isEqualTo(now);
    }
}
