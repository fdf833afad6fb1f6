package dev.forebay.runtime.source;

import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.Frame;
import dev.forebay.runtime.frame.FrameFlow;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.memory.MemoryBudget;
import dev.forebay.types.batch.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the source's partitions, all assigned to this process, into frames. Partitions that appear while it runs are read from their
 * beginning. Runs on one thread; {@link #stop} and what it tells may be called from any.
 */
public final class SourceReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LOOK_AROUND_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LOOK_FOR_PARTITIONS_NANOS = Duration.ofSeconds(10).toNanos();

    private final KafkaSettings settings;
    private final FrameFlow flow;
    private final Intake intake = new Intake(MemoryBudget.HERE.frame());
    private final ArenaDeserializer keys;
    private final ArenaDeserializer values;
    private final Consumer<Integer, Integer> consumer;
    private final Map<TopicPartition, Long> until = new HashMap<>();
    private final Map<Integer, Long> lag = new ConcurrentHashMap<>();
    private final boolean ordersByTime;
    private final Silence silence;
    /** What goes with the next frame. */
    private final List<Decision> decisions = new ArrayList<>();
    /** With {@code order: arrival}: partitions that others wait for until they have a watermark or were read to their end. */
    private final Set<Integer> expected = new TreeSet<>();

    private long ticket;
    private long lookedAround;
    private long lookedForPartitions;
    private volatile boolean stopping;
    private volatile boolean finished;

    /**
     * A reader that begins at given positions.
     *
     * @param expects whether nothing was read before, and what is read first of several partitions must not run ahead
     * @param positions for each partition the offset to read next
     * @param until for each partition the offset to stop before; null to read for ever
     * @param frameCapacity how many rows a frame has
     */
    public SourceReader(
            KafkaSettings settings,
            Plan.EventRule rule,
            FrameFlow flow,
            boolean expects,
            Map<Integer, Long> positions,
            Map<Integer, Long> until,
            int frameCapacity) {
        this.settings = settings;
        this.flow = flow;
        this.ordersByTime = rule.ordersByTime();
        this.silence = new Silence(ordersByTime ? rule.idleMicros() : -1);
        expect(positions.keySet());
        this.keys = new ArenaDeserializer(intake, true, frameCapacity);
        this.values = new ArenaDeserializer(intake, false, frameCapacity);
        this.consumer = new KafkaConsumer<>(settings.sourceConsumer(frameCapacity, positions.size()), keys, values);
        consumer.assign(positions.keySet().stream().map(this::partition).toList());
        positions.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
        until.forEach((partition, offset) -> this.until.put(partition(partition), offset));
        this.lookedForPartitions = System.nanoTime();
        if (expects && !ordersByTime) {
            expectWaiting(positions);
        }
    }

    /**
     * Events of a partition that is read first must not let go of what those of another see that are there as well, and read later. One
     * without events is not waited for.
     */
    private void expectWaiting(Map<Integer, Long> positions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        positions.keySet().stream().sorted().forEach(partition -> {
            if (ends.getOrDefault(partition(partition), 0L) > consumer.position(partition(partition))) {
                decisions.add(Decision.of(Decision.Kind.EXPECT, partition));
                expected.add(partition);
            }
        });
    }

    /** No more frames will come: {@link #stop} was called, or the end was reached. */
    public boolean isFinished() {
        return finished;
    }

    /** How many frames were given to the flow; stable once {@link #isFinished}. */
    public long frames() {
        return ticket;
    }

    /** For each partition how many records there are after the last one received; empty until known. */
    public Map<Integer, Long> lag() {
        return Map.copyOf(lag);
    }

    /** Stops polling; what was received goes its way. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping && !reachedEnd()) {
                Frame frame = flow.takeFree();
                if (frame == null) {
                    break;
                }
                lookForEnds();
                boolean received = receive(frame);
                lookForSilence();
                if (received || (ordersByTime && !decisions.isEmpty())) {
                    give(frame);
                } else {
                    flow.recycle(frame);
                }
                lookAround();
            }
            if (ordersByTime && !stopping && !flow.isStopped()) {
                giveEnd();
            }
        } catch (InterruptedException | InterruptException | WakeupException e) {
            LOG.debug("reading was interrupted", e);
        } catch (InvalidOffsetException e) {
            flow.fail(lost(e));
        } catch (RuntimeException e) {
            flow.fail(KafkaFailures.explain(e, "reading topic '" + settings.topic() + "'", settings));
        } catch (Error e) {
            // Memory that ran out, a codec that does not load: without this the end of reading would look like the end
            // of the source.
            flow.fail(e);
        } finally {
            finished = true;
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private void give(Frame frame) {
        frame.decisions.addAll(decisions);
        decisions.clear();
        frame.ticket = ticket++;
        flow.receive(frame);
    }

    /** Nothing more will come: no partition is waited for, so that all that is held is processed. */
    private void giveEnd() throws InterruptedException {
        Frame frame = flow.takeFree();
        if (frame != null) {
            consumer.assignment().stream()
                    .map(TopicPartition::partition)
                    .sorted()
                    .forEach(this::passOver);
            give(frame);
        }
    }

    private void expect(Collection<Integer> partitions) {
        if (ordersByTime) {
            partitions.stream()
                    .sorted()
                    .forEach(partition -> decisions.add(Decision.of(Decision.Kind.EXPECT, partition)));
        }
    }

    private void passOver(int partition) {
        decisions.add(Decision.of(Decision.Kind.PASS_OVER, partition));
    }

    private void lookForSilence() {
        if (ordersByTime) {
            List<Integer> assigned = consumer.assignment().stream()
                    .map(TopicPartition::partition)
                    .toList();
            silence.look(System.nanoTime(), assigned, this::isCaughtUp).forEach(partition -> {
                LOG.info("partition {} is silent, and passed over until an event of it comes", partition);
                passOver(partition);
            });
        }
    }

    /** A partition that was read to its end and brought no time to go by is waited for no longer. */
    private void lookForEnds() {
        expected.removeIf(partition -> {
            boolean isAtEnd = isCaughtUp(partition);
            if (isAtEnd) {
                passOver(partition);
            }
            return isAtEnd;
        });
    }

    private boolean isCaughtUp(int partition) {
        OptionalLong behind = consumer.currentLag(partition(partition));
        return behind.isPresent() && behind.getAsLong() == 0;
    }

    /** Whether every partition has been read up to where the run is to end. */
    private boolean reachedEnd() {
        if (until.isEmpty()) {
            return false;
        }
        for (Map.Entry<TopicPartition, Long> end : until.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** Fills a frame from one poll; false where nothing came. */
    private boolean receive(Frame frame) {
        EventBatch batch = frame.batch;
        intake.into(batch.arena);
        keys.restart();
        values.restart();
        ConsumerRecords<Integer, Integer> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            silence.heard(partition.partition());
            long before = until.getOrDefault(partition, Long.MAX_VALUE);
            for (ConsumerRecord<Integer, Integer> record : records.records(partition)) {
                if (isLeft(record.key()) || isLeft(record.value())) {
                    // The frame has enough: this one and what follows it come with a later poll.
                    consumer.seek(partition, record.offset());
                    break;
                }
                if (record.offset() < before) {
                    add(frame, record);
                }
            }
        }
        return batch.size() > 0;
    }

    private static boolean isLeft(@Nullable Integer index) {
        return index != null && index == ArenaDeserializer.LEFT;
    }

    private void add(Frame frame, ConsumerRecord<Integer, Integer> record) {
        Integer key = record.key();
        Integer value = record.value();
        int row = frame.batch.addInPlace(
                record.partition(),
                record.offset(),
                record.timestamp() < 0 ? Long.MIN_VALUE : record.timestamp() * 1000,
                key == null ? 0 : keys.start[key],
                key == null ? -1 : keys.length[key],
                value == null ? 0 : values.start[value],
                value == null ? -1 : values.length[value]);
        frame.headers[row] = record.headers();
    }

    private void lookAround() {
        long now = System.nanoTime();
        if (now - lookedAround < LOOK_AROUND_NANOS) {
            return;
        }
        lookedAround = now;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong behind = consumer.currentLag(partition);
            if (behind.isPresent()) {
                lag.put(partition.partition(), behind.getAsLong());
            }
        }
        if (until.isEmpty() && now - lookedForPartitions >= LOOK_FOR_PARTITIONS_NANOS) {
            lookedForPartitions = now;
            addNewPartitions();
        }
    }

    private void addNewPartitions() {
        try {
            List<TopicPartition> all = new ArrayList<>(consumer.assignment());
            List<TopicPartition> fresh = new ArrayList<>();
            for (PartitionInfo info : consumer.partitionsFor(settings.topic(), POLL)) {
                TopicPartition partition = partition(info.partition());
                if (!all.contains(partition)) {
                    fresh.add(partition);
                }
            }
            if (fresh.isEmpty()) {
                return;
            }
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(fresh);
            all.addAll(fresh);
            consumer.assign(all);
            begin.forEach(consumer::seek);
            expect(fresh.stream().map(TopicPartition::partition).toList());
            LOG.info("topic '{}' has new partitions, read from their beginning: {}", settings.topic(), fresh);
        } catch (TimeoutException e) {
            LOG.debug("no answer about partitions; asked again later", e);
        }
    }

    private RunFailure lost(InvalidOffsetException e) {
        return RunFailure.caused(
                RuntimeCode.POSITION_LOST,
                e,
                "the next event to read is no longer in topic '" + settings.topic() + "': partitions "
                        + e.partitions().stream()
                                .map(TopicPartition::partition)
                                .sorted()
                                .toList(),
                "the topic's retention removed it before it was read, or the topic was deleted or cut",
                "start with --skip-lost to go on at the oldest event there is; what is gone stays unread");
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(settings.topic(), partition);
    }
}
