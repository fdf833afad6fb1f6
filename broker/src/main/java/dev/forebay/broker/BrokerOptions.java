package dev.forebay.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an {@link EmbeddedKafka} is started with; {@link #defaults()} changed by the {@code with} methods. Immutable.
 *
 * @param directory where the broker keeps its data, so that it is there at the next start; empty means a temporary
 *     directory that {@link EmbeddedKafka#close} deletes
 * @param port the port on 127.0.0.1; 0 means any free one, kept over {@link EmbeddedKafka#stop} and
 *     {@link EmbeddedKafka#startAgain}
 * @param maxMessageBytes the largest record batch the broker takes, in bytes
 * @param maxTransaction the longest {@code transaction.timeout.ms} a producer may ask for
 * @param users names and passwords; when there are any, clients must log in (SASL; PLAIN, SCRAM-SHA-256 or
 *     SCRAM-SHA-512) and may do only what {@link EmbeddedKafka#allow} gives them
 * @param tls when present, client connections are encrypted (SSL, or SASL_SSL with users)
 * @param properties Kafka's own broker settings, which win over everything else here
 */
public record BrokerOptions(
        Optional<Path> directory,
        int port,
        int maxMessageBytes,
        Duration maxTransaction,
        Map<String, String> users,
        Optional<BrokerTls> tls,
        Map<String, String> properties) {

    private static final BrokerOptions DEFAULTS = new BrokerOptions(
            Optional.empty(), 0, 32 << 20, Duration.ofMinutes(15), Map.of(), Optional.empty(), Map.of());

    public BrokerOptions {
        Objects.requireNonNull(directory);
        Objects.requireNonNull(tls);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: 0 to 65535, is " + port);
        }
        if (maxMessageBytes <= 0) {
            throw new IllegalArgumentException("maxMessageBytes: more than 0, is " + maxMessageBytes);
        }
        if (maxTransaction.toMillis() <= 0) {
            throw new IllegalArgumentException("maxTransaction: at least 1 ms, is " + maxTransaction);
        }
        users = Map.copyOf(users);
        properties = Map.copyOf(properties);
    }

    /** A temporary directory, any free port, records up to 32 MiB, transactions up to 15 minutes, no login. */
    public static BrokerOptions defaults() {
        return DEFAULTS;
    }

    public BrokerOptions withDirectory(Path kept) {
        return new BrokerOptions(Optional.of(kept), port, maxMessageBytes, maxTransaction, users, tls, properties);
    }

    public BrokerOptions withPort(int newPort) {
        return new BrokerOptions(directory, newPort, maxMessageBytes, maxTransaction, users, tls, properties);
    }

    public BrokerOptions withMaxMessageBytes(int bytes) {
        return new BrokerOptions(directory, port, bytes, maxTransaction, users, tls, properties);
    }

    public BrokerOptions withMaxTransaction(Duration longest) {
        return new BrokerOptions(directory, port, maxMessageBytes, longest, users, tls, properties);
    }

    /** One more user; with the first one, clients must log in. */
    public BrokerOptions withUser(String name, String password) {
        return new BrokerOptions(
                directory, port, maxMessageBytes, maxTransaction, with(users, name, password), tls, properties);
    }

    /** Encrypted client connections. */
    public BrokerOptions withTls(BrokerTls key) {
        return new BrokerOptions(directory, port, maxMessageBytes, maxTransaction, users, Optional.of(key), properties);
    }

    /** One more of Kafka's own broker settings, such as {@code transaction.abort.timed.out.transaction.cleanup.interval.ms}. */
    public BrokerOptions withProperty(String name, String value) {
        return new BrokerOptions(
                directory, port, maxMessageBytes, maxTransaction, users, tls, with(properties, name, value));
    }

    /** Kafka's name for how clients connect: PLAINTEXT, SASL_PLAINTEXT, SSL or SASL_SSL. */
    public String securityProtocol() {
        String encryption = tls.isPresent() ? "SSL" : "PLAINTEXT";
        return users.isEmpty() ? encryption : "SASL_" + encryption;
    }

    /** Names the users and none of the passwords. */
    @Override
    public String toString() {
        return "BrokerOptions[directory=%s, port=%d, maxMessageBytes=%d, maxTransaction=%s, users=%s, tls=%s, properties=%s]"
                .formatted(directory, port, maxMessageBytes, maxTransaction, users.keySet(), tls, properties.keySet());
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
