package dev.forebay.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * A real single-node Kafka in this JVM, reachable on 127.0.0.1.
 *
 * <p>Topics are not created by being used. The broker can be taken away and brought back on the same port with the same
 * data ({@link #stop}, {@link #startAgain}), which is what clients see of a broker that restarts. When the process ends
 * first, on SIGTERM for example, the broker stops in order and its temporary directory is deleted.
 *
 * <p><b>Threads.</b> Safe to use from several; starting and stopping exclude each other. <b>Cost.</b> 2 to 4 s for the
 * first start in a JVM, well under 2 s for the next; about 250 MB.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BrokerOptions options;
    private final Path directory;
    private final Thread atExit = new Thread(this::stopAndDelete, "forebay-broker-at-exit");
    private Ports ports;
    private @Nullable KraftServer server;

    private EmbeddedKafka(BrokerOptions options, Path directory) {
        this.options = options;
        this.directory = directory;
        ports = new Ports(options.port(), 0, 0);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A started broker with {@link BrokerOptions#defaults()}. */
    public static EmbeddedKafka start() {
        return start(BrokerOptions.defaults());
    }

    /**
     * A started broker.
     *
     * @throws UncheckedIOException when the directory cannot be used or the port is taken
     */
    public static EmbeddedKafka start(BrokerOptions options) {
        Path directory = options.directory().orElseGet(EmbeddedKafka::temporaryDirectory);
        EmbeddedKafka broker = new EmbeddedKafka(options, directory);
        try {
            broker.launch();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Where clients connect, {@code 127.0.0.1:port}; the same over a restart. */
    public String bootstrapServers() {
        return Ports.HOST + ":" + port();
    }

    public synchronized int port() {
        return ports.client();
    }

    public Path directory() {
        return directory;
    }

    public synchronized boolean running() {
        return server != null;
    }

    /**
     * Takes the broker away: connections break and its port is closed until {@link #startAgain}. Nothing when it is stopped.
     */
    public synchronized void stop() {
        KraftServer running = server;
        server = null;
        if (running != null) {
            running.stop();
        }
    }

    /** Brings the broker back on the same port with the same data. Nothing when it is running. */
    public synchronized void startAgain() {
        if (server == null) {
            launch();
        }
    }

    /** Stops, and deletes the data unless the options named a directory to keep it in. */
    @Override
    public void close() {
        stopAndDelete();
        forget(atExit);
    }

    /**
     * Leaves it to the caller to close the broker when the process is told to end. Without this the broker stops at once, beside
     * whatever in this process still wants to finish with it.
     */
    public void closeOnlyByCaller() {
        forget(atExit);
    }

    private synchronized void stopAndDelete() {
        stop();
        if (options.directory().isEmpty()) {
            delete(directory);
        }
    }

    /** Creates a topic and returns when clients can use it; fails when it is there already. */
    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /** Creates a topic with Kafka's own topic settings, such as {@code message.timestamp.type}. */
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(settings);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(topic)).all().get();
            awaitTopic(admin, name);
        } catch (ExecutionException e) {
            throw new KafkaException("cannot create topic " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while creating topic " + name, e);
        }
    }

    /** The controller has the topic before the broker tells its clients of it. */
    private static void awaitTopic(Admin admin, String name) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.describeTopics(List.of(name)).allTopicNames().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /**
     * Gives a user rights on one resource by its exact name; {@code *} is every name. Without it a user may do nothing
     * but log in.
     */
    public void allow(String user, ResourceType type, String name, AclOperation... operations) {
        ResourcePattern resource = new ResourcePattern(type, name, PatternType.LITERAL);
        List<AclBinding> rights = Stream.of(operations)
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                .toList();
        try (Admin admin = admin()) {
            admin.createAcls(rights).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot give rights to " + user, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while giving rights to " + user, e);
        }
    }

    /** An admin client that may do everything and needs no login; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, internalServers()));
    }

    private synchronized String internalServers() {
        return Ports.HOST + ":" + ports.internal();
    }

    /** A port lost between being found free and being used is chosen anew, the client's only at the first start. */
    private synchronized void launch() {
        int wanted = ports.client();
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ports = Ports.free(wanted);
            try {
                server = KraftServer.start(directory, ports, options);
                return;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start a broker in " + directory, e);
            } catch (RuntimeException e) {
                last = e;
            }
        }
        throw new KafkaException("cannot start a broker in " + directory, last);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("forebay-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for the broker", e);
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending and runs the hook itself.
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
