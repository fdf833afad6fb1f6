package dev.forebay.runtime.reread;

import dev.forebay.definition.Definition;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.InputFile;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.frame.FrameFactory;
import dev.forebay.runtime.journal.Chunk;
import dev.forebay.runtime.journal.Decision;
import dev.forebay.runtime.journal.JournalRecord;
import dev.forebay.runtime.journal.JournalTopic;
import dev.forebay.runtime.kafka.ClusterInspector;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import dev.forebay.runtime.kafka.TopicFacts;
import dev.forebay.runtime.state.StateKeeper;
import dev.forebay.runtime.state.StateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What a live pipeline read, in the order in which it read it, as its journal has it. It is looked at and never changed, also while the pipeline
 * runs. Methods throw {@link RunFailure} where brokers or topics do not give what is needed. One thread at a time.
 */
public final class JournalInput {
    /** How many records of the journal are held at once while it is looked through. */
    private static final int BLOCK = 4096;

    private final Definition definition;
    private final Plan plan;
    private final KafkaSettings settings;
    private final StateKeeper keeper;
    private final Map<Integer, Long> earliest;
    private final Map<Integer, Long> latest;

    private JournalInput(
            Definition definition,
            Plan plan,
            KafkaSettings settings,
            Map<Integer, Long> earliest,
            Map<Integer, Long> latest) {
        this.definition = definition;
        this.plan = plan;
        this.settings = settings;
        this.keeper = new StateKeeper(plan, Duration.ofDays(36_500), 1, StateLimit.ofFiles());
        this.earliest = earliest;
        this.latest = latest;
    }

    /** Looks at the source topic of a pipeline. */
    public static JournalInput of(Definition definition, Plan plan) {
        KafkaSettings settings = KafkaSettings.of(definition, Map.of());
        try (ClusterInspector cluster = new ClusterInspector(settings)) {
            TopicFacts source = cluster.require(settings.topic(), "source");
            if (cluster.find(settings.journalTopic()).isEmpty()) {
                throw RunFailure.of(
                        RuntimeCode.NO_JOURNAL,
                        "there is no journal '" + settings.journalTopic() + "'",
                        "the pipeline has not run on this cluster");
            }
            return new JournalInput(definition, plan, settings, cluster.earliest(source), cluster.latest(source));
        } catch (KafkaException e) {
            throw KafkaFailures.explain(e, "looking at topic '" + settings.topic() + "'", settings);
        }
    }

    /** The source topic's name. */
    public String topic() {
        return settings.topic();
    }

    /** All that the topic holds, one partition after the other: to look for an event, not to process any. */
    public Span everything() {
        List<Chunk> chunks = new ArrayList<>();
        new TreeMap<>(latest).forEach((partition, end) -> {
            long first = earliest.getOrDefault(partition, 0L);
            if (first < end) {
                chunks.add(new Chunk(partition, first, end - 1));
            }
        });
        return new Span(List.of(new RereadCommit(chunks, List.of())), null, null);
    }

    /** One event alone; nothing where the topic does not hold it. */
    public Span only(int partition, long offset) {
        boolean isThere = offset >= earliest.getOrDefault(partition, Long.MAX_VALUE)
                && offset < latest.getOrDefault(partition, 0L);
        List<Chunk> chunks = isThere ? List.of(new Chunk(partition, offset, offset)) : List.of();
        return new Span(List.of(new RereadCommit(chunks, List.of())), null, null);
    }

    /**
     * All that matters to an event: from where its windows begin to the end of the commit that has it, or of the journal where the event has
     * not been processed. Only sliding windows and the order of arrival let the beginning be passed over.
     */
    public Span upTo(int partition, long offset) {
        try (JournalTopic journal = new JournalTopic(settings.journalTopic(), settings.journalConsumer())) {
            return upTo(journal, partition, offset);
        } catch (KafkaException e) {
            throw KafkaFailures.explain(e, "reading the journal '" + settings.journalTopic() + "'", settings);
        }
    }

    private Span upTo(JournalTopic journal, int partition, long offset) {
        JournalRecord first = journal.firstCommit()
                .orElseThrow(() -> RunFailure.of(RuntimeCode.NO_JOURNAL, "the journal has no commit yet"));
        if (first.number() != 1) {
            throw RunFailure.of(
                    RuntimeCode.JOURNAL_GAP,
                    "the journal begins with commit " + first.number(),
                    "what was read before that is not known");
        }
        if (first.bootstrap() != null) {
            throw RunFailure.of(
                    RuntimeCode.BOOTSTRAP_REQUEST,
                    "the pipeline began with a history, " + first.bootstrap().asked(),
                    "its events cannot be explained yet; a backfill of that history and the topic can be");
        }
        Optional<JournalRecord> holds = find(journal, partition, offset);
        Start start = start(journal, holds.map(JournalRecord::number).orElse(Long.MAX_VALUE));
        return span(journal, start, holds.orElse(null));
    }

    /** The commit in which an event was read; of those with {@code order: time} the newest, which processed it for certain. */
    private Optional<JournalRecord> find(JournalTopic journal, int partition, long offset) {
        long end = journal.end();
        JournalRecord last = null;
        for (long from = journal.begin(); from < end; from += BLOCK) {
            for (JournalRecord record : journal.read(from, Math.min(end, from + BLOCK))) {
                if (record.kind() != JournalRecord.Kind.COMMIT) {
                    continue;
                }
                last = record;
                if (!plan.event().ordersByTime()
                        && record.chunks().stream()
                                .anyMatch(chunk -> chunk.partition() == partition
                                        && chunk.first() <= offset
                                        && offset <= chunk.last())) {
                    return Optional.of(record);
                }
            }
        }
        return Optional.ofNullable(plan.event().ordersByTime() ? last : null);
    }

    /** Behind which commit to begin; its record says what the order knew then. */
    private record Start(@Nullable JournalRecord behind) {}

    private Start start(JournalTopic journal, long upTo) {
        long retention = keeper.retentionMicros();
        if (retention < 0 || plan.event().ordersByTime()) {
            return new Start(null);
        }
        long horizon = Long.MIN_VALUE;
        JournalRecord behind = null;
        // First what had passed before the commit, then the newest commit of which nothing can be seen any more.
        for (int pass = 0; pass < 2; pass++) {
            long end = journal.end();
            for (long from = journal.begin(); from < end; from += BLOCK) {
                for (JournalRecord record : journal.read(from, Math.min(end, from + BLOCK))) {
                    if (record.kind() != JournalRecord.Kind.COMMIT || record.number() >= upTo) {
                        continue;
                    }
                    if (pass == 0) {
                        horizon = Math.max(horizon, horizon(record));
                    } else if (newest(record) <= horizon - retention) {
                        behind = record;
                    } else {
                        return new Start(behind);
                    }
                }
            }
            if (horizon == Long.MIN_VALUE) {
                return new Start(null);
            }
        }
        return new Start(behind);
    }

    private long horizon(JournalRecord record) {
        return keeper.horizonMicros(Base64.getDecoder().decode(record.orderingState()), record.released());
    }

    /** The largest time of any event accepted up to a commit. */
    private long newest(JournalRecord record) {
        return record.watermarksMicros().values().stream().max(Long::compare).orElse(Long.MIN_VALUE / 2)
                + plan.event().latenessMicros();
    }

    private Span span(JournalTopic journal, Start start, @Nullable JournalRecord holds) {
        JournalRecord behind = start.behind();
        long after = behind == null ? 0 : behind.number();
        long upTo = holds == null ? Long.MAX_VALUE : holds.number();
        List<RereadCommit> commits = new ArrayList<>();
        long end = journal.end();
        for (long from = journal.begin(); from < end; from += BLOCK) {
            for (JournalRecord record : journal.read(from, Math.min(end, from + BLOCK))) {
                if (record.kind() == JournalRecord.Kind.COMMIT && record.number() > after && record.number() <= upTo) {
                    if (record.number() != after + commits.size() + 1) {
                        throw RunFailure.of(
                                RuntimeCode.JOURNAL_GAP,
                                "commit " + (after + commits.size() + 1) + " is missing from the journal",
                                "which events were read in what order is not known");
                    }
                    record.chunks().forEach(this::requireThere);
                    commits.add(new RereadCommit(record.chunks(), record.decisions()));
                }
            }
        }
        return new Span(commits, behind == null ? null : behind.orderingState(), holds);
    }

    private void requireThere(Chunk chunk) {
        long oldest = earliest.getOrDefault(chunk.partition(), Long.MAX_VALUE);
        if (chunk.first() < oldest) {
            throw RunFailure.of(
                    RuntimeCode.POSITION_LOST,
                    "events that the windows may hold are no longer in topic '" + settings.topic() + "'",
                    "needed: partition " + chunk.partition() + " from offset " + chunk.first()
                            + " on; the oldest there is: " + oldest,
                    "a file of the topic's events is explained with --definition FILE --from IN");
        }
    }

    /** Events of the topic in an order. Opened any number of times, once at a time. */
    public final class Span {
        private final List<RereadCommit> commits;
        private final @Nullable String orderingState;
        private final @Nullable JournalRecord last;
        private @Nullable ChunkReader reader;

        private Span(List<RereadCommit> commits, @Nullable String orderingState, @Nullable JournalRecord last) {
            this.commits = commits;
            this.orderingState = orderingState;
            this.last = last;
        }

        /** Opens it at its beginning. */
        public InputFile open() {
            FrameFactory factory = FrameFactory.forTopics(definition, plan, Scorers.idle());
            ChunkReader opened = new ChunkReader(settings, factory::decoder, commits);
            reader = opened;
            return InputFile.of("topic " + settings.topic(), opened, opened::share);
        }

        /** Tells an ordering stage what had passed before it. */
        public void begin(OrderingStage ordering) {
            if (orderingState != null) {
                ordering.restore(Base64.getDecoder().decode(orderingState));
            }
        }

        /** What was decided before the events that were read last; given once. */
        public List<Decision> decisions() {
            ChunkReader opened = reader;
            return opened == null ? List.of() : opened.decisions();
        }

        /** The commit at its end; null where that is not known. */
        public @Nullable JournalRecord last() {
            return last;
        }
    }
}
