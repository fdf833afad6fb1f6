package dev.forebay.cli.doctor;

import dev.forebay.definition.Definition;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.kafka.KafkaFailures;
import dev.forebay.runtime.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The cluster a pipeline reads and writes: whether it answers, its topics and rights, how far the pipeline has come. */
public final class KafkaExamination {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Definition definition;
    private final KafkaSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    private KafkaExamination(Definition definition, KafkaSettings settings) {
        this.definition = definition;
        this.settings = settings;
    }

    /** What there is to say of the brokers of {@code definition}; never throws for what they answer. */
    public static List<Finding> of(Definition definition) {
        KafkaSettings settings;
        try {
            settings = KafkaSettings.of(definition, Map.of());
        } catch (RunFailure e) {
            return List.of(Finding.bad("kafka", e.diagnostic().message(), firstNote(e)));
        }
        KafkaExamination examination = new KafkaExamination(definition, settings);
        try (Admin admin = Admin.create(settings.admin(PATIENCE_MILLIS))) {
            if (examination.broker(admin)) {
                examination.topics(admin);
                examination.progress(admin);
            }
        } catch (KafkaException e) {
            examination.bad("broker", e, "looking at the cluster");
        }
        return List.copyOf(examination.findings);
    }

    private boolean broker(Admin admin) {
        DescribeClusterResult cluster = admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS));
        try {
            findings.add(Finding.good(
                    "broker",
                    get(cluster.nodes()).size() + " at " + settings.brokers() + ", cluster "
                            + get(cluster.clusterId())));
            return true;
        } catch (KafkaException e) {
            bad("broker", e, "asking for the cluster at " + settings.brokers());
            return false;
        }
    }

    private void topics(Admin admin) {
        Map<String, TopicDescription> source = describe(admin, settings.topic(), Set.of(AclOperation.READ), true);
        Set<String> sinks = new LinkedHashSet<>();
        definition.sinks().forEach(sink -> sinks.add(sink.topic().value()));
        for (String sink : sinks) {
            Map<String, TopicDescription> found = describe(admin, sink, Set.of(AclOperation.WRITE), true);
            if (!source.isEmpty() && !found.isEmpty()) {
                compare(partitions(source), sink, partitions(found));
            }
        }
        Definition.DeadLetters deadLetters = definition.deadLetters();
        if (deadLetters != null && deadLetters.topic() != null) {
            describe(admin, deadLetters.topic().value(), Set.of(AclOperation.WRITE), true);
        }
        describe(admin, settings.journalTopic(), Set.of(AclOperation.READ, AclOperation.WRITE), false);
    }

    private void compare(int source, String sink, int partitions) {
        if (partitions != source) {
            findings.add(Finding.doubtful(
                    "topic " + sink,
                    partitions + " partitions for a source of " + source,
                    "output goes to the source's partition modulo " + partitions
                            + "; equal numbers keep keys of one partition together"));
        }
    }

    private static int partitions(Map<String, TopicDescription> topics) {
        return topics.values().iterator().next().partitions().size();
    }

    private Map<String, TopicDescription> describe(
            Admin admin, String topic, Set<AclOperation> needed, boolean mustExist) {
        try {
            Map<String, TopicDescription> described = get(admin.describeTopics(
                            List.of(topic),
                            new DescribeTopicsOptions()
                                    .timeoutMs(PATIENCE_MILLIS)
                                    .includeAuthorizedOperations(true))
                    .allTopicNames());
            TopicDescription facts = described.values().iterator().next();
            Set<AclOperation> allowed = facts.authorizedOperations();
            List<AclOperation> missing = allowed == null || allowed.isEmpty()
                    ? List.of()
                    : needed.stream().filter(n -> !allowed.contains(n)).toList();
            findings.add(
                    missing.isEmpty()
                            ? Finding.good("topic " + topic, facts.partitions().size() + " partitions")
                            : Finding.bad(
                                    "topic " + topic,
                                    "no right to "
                                            + missing.stream()
                                                    .map(AclOperation::name)
                                                    .collect(Collectors.joining(", ")),
                                    "grant it to the login that the pipeline uses"));
            return described;
        } catch (KafkaException e) {
            if (KafkaFailures.root(e) instanceof UnknownTopicOrPartitionException) {
                findings.add(
                        mustExist
                                ? Finding.bad("topic " + topic, "there is none", "create it, or correct its name")
                                : Finding.good("topic " + topic, "none yet; the first run creates it"));
            } else {
                bad("topic " + topic, e, "looking at topic '" + topic + "'");
            }
            return Map.of();
        }
    }

    private void progress(Admin admin) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    get(admin.listConsumerGroupOffsets(settings.group()).partitionsToOffsetAndMetadata());
            Set<TopicPartition> ours = committed.keySet().stream()
                    .filter(p -> p.topic().equals(settings.topic()) && committed.get(p) != null)
                    .collect(Collectors.toSet());
            if (ours.isEmpty()) {
                findings.add(Finding.good("group " + settings.group(), "nothing committed yet"));
                return;
            }
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    get(admin.listOffsets(ours.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                            .all());
            long lag = ours.stream()
                    .mapToLong(p -> lag(ends.get(p), committed.get(p)))
                    .sum();
            findings.add(Finding.good("group " + settings.group(), "lag " + lag + " records"));
        } catch (KafkaException e) {
            bad("group " + settings.group(), e, "looking at committed offsets");
        }
    }

    private static long lag(@Nullable ListOffsetsResultInfo end, @Nullable OffsetAndMetadata committed) {
        return end == null || committed == null ? 0 : Math.max(0, end.offset() - committed.offset());
    }

    private void bad(String subject, KafkaException e, String doing) {
        RunFailure failure = KafkaFailures.explain(e, doing, settings);
        findings.add(Finding.bad(subject, failure.diagnostic().message(), firstNote(failure)));
    }

    private static String firstNote(RunFailure failure) {
        List<String> notes = failure.diagnostic().notes();
        return notes.isEmpty() ? "see docs/reference/diagnostics.md" : notes.get(0);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
