package dev.forebay.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.PlanBuilder;
import dev.forebay.plan.Plan;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of {@code order: time}. Times are small numbers, the lateness is 10. */
class TimeOrderTest {
    private static final long LATENESS = 10;
    private static final long WITHIN = 40;
    private static final long NONE = Long.MIN_VALUE;

    private final Stream stream = new Stream(plan(), 64);

    private static Plan plan() {
        return new PlanBuilder()
                .field("id", Type.LONG)
                .field("time", Type.TIMESTAMP)
                .event(0, 1, LATENESS, -1, WITHIN)
                .byTime()
                .build();
    }

    /** An event; its id is what it is called. */
    private record Event(int partition, long offset, long id, long time) {}

    /** What became of an event: its place in the order is that in the list. */
    private record Processed(long id, boolean duplicate, boolean late, long clock, long horizon) {}

    /** A stage with batches around it; a value holds an event's id and time, so that it can be decoded again. */
    private static final class Stream {
        private final Plan plan;
        private final EventBatch in;
        private final EventBatch out;
        private final @Nullable Attachment[] attachments = new Attachment[4096];
        private final List<Processed> processed = new ArrayList<>();
        private OrderingStage stage;

        Stream(Plan plan, int releaseRows) {
            this.plan = plan;
            this.in = new EventBatch(plan.fields(), 4096);
            this.out = new EventBatch(plan.fields(), releaseRows);
            this.stage = new OrderingStage(plan);
        }

        void hold(List<Event> events) {
            in.clear();
            events.forEach(event -> add(event));
            decode(in);
            assertThat(stage.hold(in, attachments)).isEqualTo(events.size());
            for (int row = 0; row < in.size(); row++) {
                assertThat(in.flags[row]).isEqualTo(EventBatch.HELD);
            }
        }

        private void add(Event event) {
            byte[] value = ByteBuffer.allocate(16)
                    .putLong(event.id())
                    .putLong(event.time())
                    .array();
            byte[] key = ("k" + event.id()).getBytes(StandardCharsets.UTF_8);
            in.add(event.partition(), event.offset(), event.time() * 2, key, 0, key.length, value, 0, value.length);
        }

        private static void decode(EventBatch batch) {
            for (int row = 0; row < batch.size(); row++) {
                ByteBuffer value = ByteBuffer.wrap(batch.arena.bytes, batch.valueStart[row], batch.valueLength[row]);
                set(batch, 0, row, value.getLong());
                set(batch, 1, row, value.getLong());
            }
        }

        private static void set(EventBatch batch, int column, int row, long value) {
            LongVector vector = (LongVector) batch.column(column);
            vector.values[row] = value;
            vector.state[row] = 0;
        }

        /** Releases one batch; whether there was one. */
        boolean release() {
            out.clear();
            if (stage.release(out, attachments, 1 << 20, Long.MAX_VALUE) == 0) {
                return false;
            }
            decode(out);
            stage.orderReleased(out);
            for (int row = 0; row < out.size(); row++) {
                long id = ((LongVector) out.column(0)).values[row];
                String key = new String(out.arena.bytes, out.keyStart[row], out.keyLength[row], StandardCharsets.UTF_8);
                assertThat(key).isEqualTo("k" + id);
                processed.add(new Processed(
                        id,
                        out.rejections.isRejected(row),
                        (out.flags[row] & EventBatch.LATE) != 0,
                        out.clockMicros[row],
                        out.horizonMicros[row]));
            }
            return true;
        }

        void releaseAll() {
            while (release()) {
                assertThat(out.size()).isPositive();
            }
        }

        List<Long> order() {
            return processed.stream().map(Processed::id).toList();
        }
    }

    private void read(int partition, long time, long id) {
        stream.hold(List.of(new Event(partition, id, id, time)));
        stream.releaseAll();
    }

    @Test
    void event_untilEveryWatermarkIsAboveItsRank_isHeld() {
        read(0, 5, 1);
        read(0, 15, 2);
        assertThat(stream.order()).isEmpty();
        read(0, 16, 3);
        assertThat(stream.order()).containsExactly(1L);
        assertThat(stream.stage.held()).isEqualTo(2);
    }

    @Test
    void events_ofOneTime_goByPartitionThenOffset() {
        read(1, 5, 1);
        read(0, 5, 2);
        read(1, 5, 3);
        read(0, 5, 4);
        read(0, 50, 5);
        read(1, 50, 6);
        assertThat(stream.order()).containsExactly(2L, 4L, 1L, 3L);
    }

    @Test
    void event_late_isProcessedAtTheWatermarkAndFlagged() {
        read(0, 30, 1);
        read(0, 12, 2);
        read(0, 100, 3);
        assertThat(stream.processed)
                .containsExactly(new Processed(2, false, true, 20, NONE), new Processed(1, false, false, 20, 20));
    }

    @Test
    void partition_expectedButSilent_holdsUpTheOthersUntilItIsPassedOver() {
        stream.stage.expect(0);
        stream.stage.expect(1);
        read(0, 5, 1);
        read(0, 100, 2);
        assertThat(stream.order()).isEmpty();
        stream.stage.passOver(1);
        stream.releaseAll();
        assertThat(stream.order()).containsExactly(1L);
    }

    @Test
    void partition_passedOver_comesBackWithItsNextEventBehindWhatWasProcessed() {
        read(0, 50, 1);
        read(1, 50, 2);
        stream.stage.passOver(1);
        read(0, 100, 3);
        assertThat(stream.order()).containsExactly(1L, 2L);
        read(1, 60, 4);
        read(0, 200, 5);
        assertThat(stream.order()).as("partition 1 holds them up again").containsExactly(1L, 2L);
        read(1, 200, 6);
        assertThat(stream.processed.get(2)).isEqualTo(new Processed(4, false, false, 50, 50));
        assertThat(stream.order()).containsExactly(1L, 2L, 4L, 3L);
    }

    @Test
    void partitions_allPassedOver_releaseEverythingAndWhatComesLaterGoesBehindIt() {
        read(0, 50, 1);
        read(1, 40, 2);
        stream.stage.passOver(0);
        stream.stage.passOver(1);
        stream.releaseAll();
        assertThat(stream.order()).containsExactly(2L, 1L);
        assertThat(stream.stage.held()).isZero();
        read(0, 50, 3);
        read(1, 30, 4);
        stream.stage.passOver(0);
        stream.stage.passOver(1);
        stream.releaseAll();
        assertThat(stream.order()).containsExactly(2L, 1L, 3L, 4L);
    }

    @Test
    void duplicate_isJudgedInTheOrderOfProcessing() {
        read(0, 30, 7);
        read(0, 25, 7);
        read(0, 200, 8);
        assertThat(stream.processed)
                .extracting(Processed::id, Processed::duplicate, Processed::horizon)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7L, false, NONE),
                        org.assertj.core.groups.Tuple.tuple(7L, true, 25L));
    }

    /** Any interleaving of partitions, any batches in, any batches out, released at any moment: what the definition says. */
    @Test
    void order_ofAnyInterleavingAndBatches_isAFunctionOfTheEvents() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int partitions = 1 + random.nextInt(4);
            List<List<Event>> events = events(random, partitions, 400);
            List<Processed> expected = expected(events);
            for (int way = 0; way < 4; way++) {
                Stream run = new Stream(plan(), new int[] {1, 3, 64, 1000}[way]);
                for (int partition = 0; partition < partitions; partition++) {
                    run.stage.expect(partition);
                }
                for (List<Event> batch : batches(interleaved(events, random), random, 1 + 40 * way)) {
                    run.hold(batch);
                    if (random.nextInt(3) > 0) {
                        run.releaseAll();
                    } else {
                        run.release();
                    }
                    if (way % 2 == 1 && random.nextInt(8) == 0) {
                        restart(run, events);
                    }
                }
                for (int partition = 0; partition < partitions; partition++) {
                    run.stage.passOver(partition);
                }
                run.releaseAll();
                assertThat(run.processed).as("seed %d, way %d", seed, way).isEqualTo(expected);
                assertThat(run.stage.released()).isEqualTo(expected.size());
            }
        }
    }

    /** Goes on with a stage that was restored from a snapshot, the bytes of what was held read again. */
    private static void restart(Stream run, List<List<Event>> events) {
        OrderingStage before = run.stage;
        OrderingStage next = new OrderingStage(run.plan);
        next.restore(before.snapshot());
        assertThat(next.held()).isEqualTo(before.held());
        next.missing().forEach((partition, range) -> {
            run.in.clear();
            events.get(partition).stream()
                    .filter(event -> event.offset() >= range[0] && event.offset() <= range[1])
                    .forEach(run::add);
            next.supply(run.in, run.attachments);
        });
        assertThat(next.missing()).isEmpty();
        assertThat(next.held()).isEqualTo(before.held());
        run.stage = next;
    }

    @Test
    void memory_ofAnyNumberOfEvents_isThatOfThoseHeld() {
        Stream run = new Stream(plan(), 4096);
        long most = 0;
        for (int i = 0; i < 500; i++) {
            List<Event> events = new ArrayList<>();
            for (int j = 0; j < 1000; j++) {
                long id = i * 1000L + j;
                events.add(new Event(0, id, id, id));
            }
            run.hold(events);
            run.releaseAll();
            most = Math.max(most, run.stage.heldBytes());
        }
        assertThat(run.stage.held()).isEqualTo(LATENESS + 1);
        assertThat(most).isLessThan(3 << 20);
    }

    private static List<List<Event>> events(Random random, int partitions, int count) {
        List<List<Event>> events = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            events.add(new ArrayList<>());
        }
        long now = 1_000;
        for (int i = 0; i < count; i++) {
            now += random.nextInt(4);
            int partition = random.nextInt(partitions);
            List<Event> its = events.get(partition);
            long time = now - random.nextInt(random.nextInt(15) == 0 ? 100 : 14);
            its.add(new Event(partition, its.size() * 2L, random.nextInt(50), time));
        }
        return events;
    }

    private static List<Event> interleaved(List<List<Event>> events, Random random) {
        List<Event> all = new ArrayList<>();
        int[] next = new int[events.size()];
        long left = events.stream().mapToLong(List::size).sum();
        while (all.size() < left) {
            int partition = random.nextInt(events.size());
            int run = random.nextInt(30);
            while (run-- > 0 && next[partition] < events.get(partition).size()) {
                all.add(events.get(partition).get(next[partition]++));
            }
        }
        return all;
    }

    private static List<List<Event>> batches(List<Event> events, Random random, int most) {
        List<List<Event>> batches = new ArrayList<>();
        int at = 0;
        while (at < events.size()) {
            int end = Math.min(events.size(), at + 1 + random.nextInt(most));
            batches.add(events.subList(at, end));
            at = end;
        }
        return batches;
    }

    /** The definition, word for word: every partition is there from the beginning, so no horizon is above a partition's own watermark. */
    private static List<Processed> expected(List<List<Event>> events) {
        Map<Event, Long> watermark = new HashMap<>();
        List<Event> all = new ArrayList<>();
        for (List<Event> partition : events) {
            long largest = NONE;
            for (Event event : partition) {
                watermark.put(event, largest == NONE ? NONE : largest - LATENESS);
                largest = Math.max(largest, event.time());
                all.add(event);
            }
        }
        Comparator<Event> byRank =
                Comparator.comparing(event -> Math.max(event.time(), Objects.requireNonNull(watermark.get(event))));
        all.sort(byRank.thenComparing(Event::partition).thenComparing(Event::offset));
        List<Processed> processed = new ArrayList<>();
        List<Event> accepted = new ArrayList<>();
        long passed = NONE;
        for (Event event : all) {
            long clock = Math.max(Objects.requireNonNull(watermark.get(event)), passed);
            boolean duplicate = accepted.stream()
                    .anyMatch(before -> before.id() == event.id()
                            && Math.abs(before.time() - event.time()) < WITHIN
                            && (clock == NONE || before.time() > clock - WITHIN));
            if (!duplicate) {
                accepted.add(event);
            }
            processed.add(new Processed(
                    event.id(), duplicate, !duplicate && event.time() < watermark.get(event), clock, passed));
            passed = Math.max(event.time(), watermark.get(event));
        }
        return processed;
    }

    /** What was written before there was an order of time. */
    @Test
    void snapshot_ofVersionTwo_isRead() {
        ByteBuffer state = ByteBuffer.allocate(60 + 4)
                .putInt(SnapshotWriter.MAGIC)
                .putInt(2)
                .putInt(1)
                .putLong(3)
                .putLong(4)
                .putLong(70)
                .putInt(1)
                .putInt(1)
                .putLong(80)
                .putInt(0);
        java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
        checksum.update(state.array(), 0, state.position());
        state.putInt((int) checksum.getValue());
        OrderingStage stage = new OrderingStage(plan());

        stage.restore(Arrays.copyOf(state.array(), state.position()));

        assertThat(stage.late()).isEqualTo(3);
        assertThat(stage.incomplete()).isEqualTo(4);
        assertThat(stage.watermarkMicros(1)).isEqualTo(80);
        assertThat(stage.watermarkMicros(0)).isEqualTo(NONE);
        assertThat(stage.held()).isZero();
    }

    @Test
    void snapshot_damaged_isRefused() {
        read(0, 5, 1);
        byte[] snapshot = stream.stage.snapshot();
        for (int length = 0; length < snapshot.length; length++) {
            byte[] cut = Arrays.copyOf(snapshot, length);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> new OrderingStage(plan()).restore(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
