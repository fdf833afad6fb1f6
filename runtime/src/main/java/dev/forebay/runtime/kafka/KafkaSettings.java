package dev.forebay.runtime.kafka;

import dev.forebay.definition.Definition;
import dev.forebay.definition.OperationalText;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.memory.MemoryBudget;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of the Kafka clients of one pipeline: ours for speed, over them the user's, over them what exactly-once needs and
 * nobody may change. May hold secrets: never printed.
 */
public final class KafkaSettings {
    /** What a definition may not set, since exactly-once or one owner rests on it. */
    private static final Set<String> OURS = Set.of(
            "bootstrap.servers",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "enable.auto.commit",
            "auto.offset.reset",
            "transactional.id",
            "enable.idempotence",
            "acks",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer",
            "max.poll.records");

    /** The producer's bounds on the size of a record. */
    private static final List<String> ROOM =
            List.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, ProducerConfig.BUFFER_MEMORY_CONFIG);

    private static final int LEAST_ROOM_BYTES = 100_000;
    private static final int MOST_FETCH_BYTES = 8 << 20;
    private static final int LEAST_FETCH_BYTES = 64 << 10;

    private final String pipeline;
    private final String brokers;
    private final String topic;
    private final String group;
    private final Map<String, String> user;

    private KafkaSettings(String pipeline, String brokers, String topic, String group, Map<String, String> user) {
        this.pipeline = pipeline;
        this.brokers = brokers;
        this.topic = topic;
        this.group = group;
        this.user = user;
    }

    /**
     * The settings of a definition.
     *
     * @param over settings that come before the definition's
     * @throws RunFailure where the definition has no Kafka source or sink, or sets what it may not
     */
    public static KafkaSettings of(Definition definition, Map<String, String> over) {
        Definition.KafkaSource source = definition.source().kafka();
        if (source == null) {
            throw RunFailure.of(
                    RuntimeCode.NO_KAFKA_SOURCE,
                    "the pipeline has no Kafka source",
                    "to run it live, add 'source: {kafka: {brokers: ..., topic: ...}}'",
                    "on files it runs with 'forebay backfill'");
        }
        if (definition.sinks().isEmpty()) {
            throw RunFailure.of(
                    RuntimeCode.NO_SINK,
                    "the pipeline has no sink",
                    "to run it live, add 'sinks: [kafka: {topic: ...}]'");
        }
        Map<String, String> user = new TreeMap<>();
        source.properties().forEach((name, text) -> put(user, name, text));
        for (Definition.Sink sink : definition.sinks()) {
            requireSameCluster(sink, source);
            sink.properties().forEach((name, text) -> put(user, name, text));
        }
        user.putAll(over);
        requireRoom(user);
        OperationalText group = source.group();
        String pipeline = definition.pipeline().value();
        return new KafkaSettings(
                pipeline,
                source.brokers().value(),
                source.topic().value(),
                group == null ? pipeline : group.value(),
                user);
    }

    private static void put(Map<String, String> user, String name, OperationalText text) {
        if (OURS.contains(name)) {
            throw refused(text.span(), "'" + name + "' is set by Forebay", "exactly-once output depends on it");
        }
        String before = user.put(name, text.value());
        if (before != null && !before.equals(text.value())) {
            throw refused(
                    text.span(),
                    "'" + name + "' has two values",
                    "source and sinks share one login and one transaction",
                    "set it once, under 'source'");
        }
    }

    private static void requireSameCluster(Definition.Sink sink, Definition.KafkaSource source) {
        OperationalText brokers = sink.brokers();
        if (brokers != null && !brokers.value().equals(source.brokers().value())) {
            throw refused(
                    brokers.span(),
                    "a sink on other brokers than the source",
                    "a transaction spans one cluster: source and sinks must be on the same one",
                    "leave 'brokers' out of the sink to use the source's");
        }
    }

    /** The journal must fit into a request, too. */
    private static void requireRoom(Map<String, String> user) {
        for (String name : ROOM) {
            String value = user.get(name);
            if (value != null && bytes(value) < LEAST_ROOM_BYTES) {
                throw RunFailure.of(
                        RuntimeCode.CLIENT_SETTING,
                        "'" + name + "' is " + value + ": too small",
                        "expected at least " + LEAST_ROOM_BYTES
                                + " bytes: output and journal are written in requests of that size",
                        "leave it out: it follows from what the topics take");
            }
        }
    }

    /** A number of bytes as a user wrote it; what is no number the client itself refuses. */
    private static long bytes(String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The largest record that the producer takes because of the user's settings, whatever its topic takes. */
    public int mostRecordBytes() {
        long most = Integer.MAX_VALUE;
        for (String name : ROOM) {
            String value = user.get(name);
            most = Math.min(most, value == null ? most : bytes(value));
        }
        return (int) most;
    }

    /** The place is named and not shown: the line may hold a password. */
    private static RunFailure refused(Span span, String message, String... notes) {
        List<String> all = new ArrayList<>(List.of("it stands at " + span));
        all.addAll(List.of(notes));
        return new RunFailure(new Diagnostic(RuntimeCode.CLIENT_SETTING, null, message, all), null);
    }

    public String brokers() {
        return brokers;
    }

    public String topic() {
        return topic;
    }

    public String group() {
        return group;
    }

    public String journalTopic() {
        return pipeline + ".journal";
    }

    /** The same for every run of the pipeline: the broker fences a former owner by it. */
    public String transactionalId() {
        return "forebay." + pipeline;
    }

    /** For asking about clusters and topics; answers or fails within {@code timeoutMillis}. */
    public Properties admin(int timeoutMillis) {
        Properties settings = usersFor(AdminClientConfig.configNames());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(10_000, timeoutMillis));
        settings.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "forebay-" + pipeline + "-admin");
        return settings;
    }

    /**
     * For reading events: large fetches, positions given by us. What is fetched ahead is bounded over all partitions together.
     *
     * @param partitions how many are read
     */
    public Properties sourceConsumer(int maxRecords, int partitions) {
        Properties settings = new Properties();
        int fetched = MemoryBudget.HERE.fetched();
        int share = fetched / Math.max(1, partitions);
        settings.put(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Math.max(LEAST_FETCH_BYTES, Math.min(MOST_FETCH_BYTES, share)));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetched);
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.putAll(usersFor(ConsumerConfig.configNames()));
        common(settings);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "forebay-" + pipeline + "-source");
        return settings;
    }

    /** For reading the journal, and events again when state is restored. */
    public Properties journalConsumer() {
        Properties settings = usersFor(ConsumerConfig.configNames());
        common(settings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "forebay-" + pipeline + "-journal");
        return settings;
    }

    /**
     * For the one transactional producer.
     *
     * @param maxRequestBytes the largest record that any topic written to takes
     */
    public Properties producer(int maxRequestBytes) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(MemoryBudget.HERE.producer(), 2L * maxRequestBytes));
        settings.put(ProducerConfig.SEND_BUFFER_CONFIG, 1 << 20);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRequestBytes);
        settings.putAll(usersFor(ProducerConfig.configNames()));
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // A call that waits longer is asked again by us, so that we can say that we wait.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "forebay-" + pipeline + "-output");
        return settings;
    }

    /**
     * For writing single events to the source topic, at once and outside of any transaction.
     *
     * @param patienceMillis how long a write may take
     */
    public Properties sourceProducer(int patienceMillis) {
        Properties settings = usersFor(ProducerConfig.configNames());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMillis / 2);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMillis);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "forebay-" + pipeline + "-requests");
        return settings;
    }

    private void common(Properties settings) {
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    /** The user's settings that a client knows, and those that no client knows (a plug-in's own). */
    private Properties usersFor(Set<String> known) {
        Set<String> others = new HashSet<>(ConsumerConfig.configNames());
        others.addAll(ProducerConfig.configNames());
        others.addAll(AdminClientConfig.configNames());
        others.removeAll(known);
        Map<String, String> mine = new HashMap<>(user);
        mine.keySet().removeAll(others);
        Properties settings = new Properties();
        settings.putAll(mine);
        return settings;
    }
}
