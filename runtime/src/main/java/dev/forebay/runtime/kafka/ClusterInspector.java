package dev.forebay.runtime.kafka;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.types.diagnostic.NearestName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a cluster what a run must know before it begins, with a bound on the wait. Every failure is a {@link RunFailure}. */
public final class ClusterInspector implements AutoCloseable {
    private static final int ANSWER_WITHIN_MILLIS = 15_000;
    private static final int DEFAULT_MAX_MESSAGE = 1_048_588;

    /** The role of a topic that nobody would make for want of it. */
    public static final String HISTORY = "history";

    private final KafkaSettings settings;
    private final Admin admin;

    public ClusterInspector(KafkaSettings settings) {
        this.settings = settings;
        try {
            this.admin = Admin.create(settings.admin(ANSWER_WITHIN_MILLIS));
        } catch (RuntimeException e) {
            throw KafkaFailures.explain(e, "connecting to " + settings.brokers(), settings);
        }
    }

    /** The cluster's id. */
    public String clusterId() {
        return get(admin.describeCluster().clusterId(), "asking for the cluster");
    }

    /**
     * The facts of a topic that must be there.
     *
     * @param role what the topic is to the pipeline, such as {@code source}
     */
    public TopicFacts require(String topic, String role) {
        return find(topic).orElseThrow(() -> missing(topic, role));
    }

    /** The facts of a topic of ours, which is made where it is missing. */
    public TopicFacts requireOrCreate(String topic, int partitions, Map<String, String> config) {
        Optional<TopicFacts> there = find(topic);
        if (there.isPresent()) {
            return there.get();
        }
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw KafkaFailures.explain(e, "making topic '" + topic + "'", settings);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
        return awaitTopic(topic);
    }

    /** A new topic may take a moment until every broker knows it. */
    private TopicFacts awaitTopic(String topic) {
        long deadline = System.nanoTime() + ANSWER_WITHIN_MILLIS * 1_000_000L;
        while (true) {
            Optional<TopicFacts> facts = find(topic);
            if (facts.isPresent()) {
                return facts.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw missing(topic, "pipeline's own");
            }
            Thread.onSpinWait();
        }
    }

    /** The facts of a topic; empty where there is none of this name. */
    public Optional<TopicFacts> find(String topic) {
        TopicDescription description;
        try {
            description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw KafkaFailures.explain(e, "looking at topic '" + topic + "'", settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
        if (description == null) {
            return Optional.empty();
        }
        Map<String, String> config = config(topic);
        return Optional.of(new TopicFacts(
                topic,
                description.topicId().toString(),
                description.partitions().size(),
                Integer.parseInt(config.getOrDefault("max.message.bytes", Integer.toString(DEFAULT_MAX_MESSAGE))),
                Long.parseLong(config.getOrDefault("retention.ms", "-1")),
                "LogAppendTime".equals(config.get("message.timestamp.type"))));
    }

    /** A topic's settings; empty where the login may not see them, so that defaults are taken. */
    private Map<String, String> config(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> values = new HashMap<>();
        try {
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            if (config != null) {
                config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw KafkaFailures.explain(e, "looking at topic '" + topic + "'", settings);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
        return values;
    }

    /** The offset of the oldest record of each partition. */
    public Map<Integer, Long> earliest(TopicFacts topic) {
        return offsets(topic, OffsetSpec.earliest());
    }

    /** The offset that the next record of each partition will get. */
    public Map<Integer, Long> latest(TopicFacts topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    /** The offset of the first record of each partition whose timestamp is {@code time} or later; negative where there is none. */
    public Map<Integer, Long> offsetsAt(TopicFacts topic, Instant time) {
        long millis = time.plusNanos(999_999).toEpochMilli();
        return offsets(topic, OffsetSpec.forTimestamp(millis));
    }

    private Map<Integer, Long> offsets(TopicFacts topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            wanted.put(new TopicPartition(topic.name(), partition), spec);
        }
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                get(admin.listOffsets(wanted).all(), "looking at the offsets of topic '" + topic.name() + "'");
        Map<Integer, Long> offsets = new TreeMap<>();
        answer.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
        return offsets;
    }

    /** What the pipeline's group has committed for the source; empty for a group without history. */
    public Map<Integer, Long> committed() {
        Map<Integer, Long> offsets = new TreeMap<>();
        get(
                        admin.listConsumerGroupOffsets(settings.group()).partitionsToOffsetAndMetadata(),
                        "looking at group '" + settings.group() + "'")
                .forEach((partition, offset) -> {
                    // A partition that has none stands in the answer with null.
                    if (partition.topic().equals(settings.topic()) && offset != null) {
                        offsets.put(partition.partition(), offset.offset());
                    }
                });
        return offsets;
    }

    private RunFailure missing(String topic, String role) {
        List<String> notes = new ArrayList<>();
        try {
            Set<String> names = admin.listTopics().names().get();
            NearestName.of(topic, names).ifPresent(near -> notes.add("did you mean '" + near + "'?"));
        } catch (ExecutionException e) {
            notes.add("the topics could not be listed: " + KafkaFailures.root(e).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!role.equals(HISTORY)) {
            notes.add("to make it: kafka-topics.sh --bootstrap-server " + settings.brokers() + " --create --topic "
                    + topic);
        }
        return RunFailure.of(
                RuntimeCode.TOPIC_MISSING,
                "no topic '" + topic + "' (the " + role + ") at " + settings.brokers(),
                notes.toArray(String[]::new));
    }

    private <T> T get(KafkaFuture<T> future, String doing) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw KafkaFailures.explain(e, doing, settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        done();
    }

    /** Lets go of the connection before the end of the block that holds this. */
    public void done() {
        admin.close(Duration.ofSeconds(1));
    }
}
