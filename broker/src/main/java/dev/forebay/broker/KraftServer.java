package dev.forebay.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One run of Kafka's own server, broker and controller in one node. The only class that uses Kafka's internal API: what
 * a new Kafka version breaks, it breaks here.
 */
final class KraftServer {

    private static final List<String> ONE = List.of(
            "node.id",
            "offsets.topic.replication.factor",
            "offsets.topic.num.partitions",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr",
            "transaction.state.log.num.partitions",
            "share.coordinator.state.topic.replication.factor",
            "share.coordinator.state.topic.min.isr",
            "share.coordinator.state.topic.num.partitions");

    private final KafkaRaftServer server;

    private KraftServer(KafkaRaftServer server) {
        this.server = server;
    }

    /** Starts on {@code directory}, which is formatted first when it is new. A failed start leaves nothing running. */
    static KraftServer start(Path directory, Ports ports, BrokerOptions options) throws IOException {
        keepThisProcessAlive();
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory, options);
        }
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(settings(directory, ports, options)), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new KraftServer(server);
    }

    /** Stops in order: what was acknowledged is in the log, open transactions stay open until the next start. */
    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Kafka ends its process on a fatal fault, for example a port taken in the last moment. This process is not only Kafka's. */
    private static void keepThisProcessAlive() {
        Exit.Procedure fail = (status, message) -> {
            throw new IllegalStateException("the broker failed (status %d): %s".formatted(status, message));
        };
        Exit.setExitProcedure(fail);
        Exit.setHaltProcedure(fail);
    }

    private static void format(Path directory, BrokerOptions options) throws IOException {
        Files.createDirectories(directory);
        List<String> credentials = new ArrayList<>();
        options.users().forEach((name, password) -> {
            credentials.add("SCRAM-SHA-256=[name=%s,password=%s]".formatted(name, password));
            credentials.add("SCRAM-SHA-512=[name=%s,password=%s]".formatted(name, password));
        });
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setSupportedFeatures(List.of(Feature.PRODUCTION_FEATURES.toArray(Feature[]::new)))
                    .setScramArguments(credentials)
                    .setPrintStream(nowhere)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + directory, e);
        }
    }

    private static Properties settings(Path directory, Ports ports, BrokerOptions options) {
        Properties all = new Properties();
        ONE.forEach(name -> all.put(name, "1"));
        all.put("process.roles", "broker,controller");
        all.put("controller.quorum.voters", "1@%s:%d".formatted(Ports.HOST, ports.controller()));
        all.put("controller.listener.names", "CONTROLLER");
        all.put("log.dirs", directory.toString());
        all.put("auto.create.topics.enable", "false");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.cleaner.dedupe.buffer.size", "1048577");
        all.put("message.max.bytes", Integer.toString(options.maxMessageBytes()));
        all.put("replica.fetch.max.bytes", Integer.toString(options.maxMessageBytes()));
        all.put("socket.request.max.bytes", Integer.toString(Math.max(100 << 20, 2 * options.maxMessageBytes())));
        all.put(
                "transaction.max.timeout.ms",
                Long.toString(options.maxTransaction().toMillis()));
        all.put("inter.broker.listener.name", "INTERNAL");
        all.put(
                "listeners",
                "CLIENT://%1$s:%2$d,INTERNAL://%1$s:%3$d,CONTROLLER://%1$s:%4$d"
                        .formatted(Ports.HOST, ports.client(), ports.internal(), ports.controller()));
        all.put(
                "listener.security.protocol.map",
                "CLIENT:%s,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT".formatted(options.securityProtocol()));
        if (!options.users().isEmpty()) {
            login(all, options.users());
        }
        options.tls().ifPresent(tls -> {
            all.put("listener.name.client.ssl.keystore.type", "PKCS12");
            all.put("listener.name.client.ssl.keystore.location", tls.keystore().toString());
            all.put("listener.name.client.ssl.keystore.password", tls.password());
        });
        all.putAll(options.properties());
        return all;
    }

    /** Users log in on the client listener and need rights; the internal listener is the broker's own and may do all. */
    private static void login(Properties all, Map<String, String> users) {
        all.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512");
        StringBuilder plain = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        users.forEach((name, password) -> plain.append(" user_%s=\"%s\"".formatted(name, password)));
        all.put("listener.name.client.plain.sasl.jaas.config", plain.append(';').toString());
        for (String mechanism : List.of("scram-sha-256", "scram-sha-512")) {
            all.put(
                    "listener.name.client." + mechanism + ".sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        }
        all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        all.put("super.users", "User:ANONYMOUS");
    }
}
