package dev.forebay.runtime.kafka;

import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Says what a Kafka client's exception means to a user. */
public final class KafkaFailures {
    private KafkaFailures() {}

    /** What the exception is about: the innermost cause that Kafka's clients wrapped. */
    public static Throwable root(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null
                && (at instanceof ExecutionException
                        || at.getClass() == KafkaException.class
                        || at.getClass() == RuntimeException.class)) {
            at = at.getCause();
        }
        return at;
    }

    /** Whether asking again later cannot help: a right, a login, a setting, a record that the broker will never take. */
    public static boolean isFinal(Throwable thrown) {
        Throwable root = root(thrown);
        return root instanceof AuthenticationException
                || root instanceof AuthorizationException
                || root instanceof ConfigException
                || root instanceof ClassNotFoundException
                || root instanceof RecordTooLargeException
                || root instanceof InvalidTimestampException
                || root instanceof UnsupportedVersionException;
    }

    /**
     * The failure as a user reads it.
     *
     * @param doing what was being done, such as {@code reading topic 'x'}
     */
    public static RunFailure explain(Throwable thrown, String doing, KafkaSettings settings) {
        if (thrown instanceof RunFailure failure) {
            return failure;
        }
        Throwable root = root(thrown);
        String said = "the client says: " + root.getMessage();
        if (root instanceof SslAuthenticationException) {
            return RunFailure.caused(
                    RuntimeCode.TLS_FAILED,
                    root,
                    "no TLS connection to " + settings.brokers() + " while " + doing,
                    "the client says: " + handshake(root),
                    "does the client trust the broker's certificate ('ssl.truststore.location'), and is the broker's name in it?",
                    "does the broker want a certificate of the client ('ssl.keystore.location')?");
        }
        if (root instanceof AuthenticationException) {
            return RunFailure.caused(
                    RuntimeCode.LOGIN_REFUSED,
                    root,
                    "the broker refuses the login while " + doing,
                    said,
                    "look at the settings under 'source: kafka: properties'");
        }
        if (root instanceof AuthorizationException authorization) {
            return RunFailure.caused(
                    RuntimeCode.NOT_AUTHORISED,
                    root,
                    "not authorised: " + right(authorization, settings) + ", while " + doing,
                    "a pipeline needs: Read on its source topic and its group; Write on its sinks, dead letters and journal;"
                            + " Read on its journal; Write on its transactional id '"
                            + settings.transactionalId() + "'");
        }
        if (root instanceof ConfigException && String.valueOf(root.getMessage()).contains("bootstrap")) {
            return RunFailure.caused(
                    RuntimeCode.BROKER_UNREACHABLE,
                    root,
                    "no broker can be found at " + settings.brokers() + " while " + doing,
                    said,
                    "is the address right? it is written host:port, several separated by commas");
        }
        if ((root instanceof IOException || thrown instanceof KafkaException)
                && unreadable(root) instanceof IOException file) {
            return RunFailure.caused(
                    RuntimeCode.CLIENT_SETTING,
                    root,
                    "a file that the client settings name cannot be used while " + doing,
                    "the system says: " + file,
                    "look at the settings under 'source: kafka: properties': the place, the type and the password of key and trust stores");
        }
        if (root instanceof ConfigException || root instanceof ClassNotFoundException) {
            return RunFailure.caused(
                    RuntimeCode.CLIENT_SETTING,
                    root,
                    "the Kafka client refuses a setting while " + doing,
                    root instanceof ClassNotFoundException ? "there is no class " + root.getMessage() : said,
                    "look at the settings under 'source: kafka: properties'");
        }
        if (root instanceof TimeoutException) {
            return RunFailure.caused(
                    RuntimeCode.BROKER_UNREACHABLE,
                    root,
                    "no broker answers at " + settings.brokers() + " while " + doing,
                    said,
                    "is the address right, is the broker up, does it want TLS or a login?");
        }
        if (root instanceof UnknownTopicOrPartitionException) {
            return RunFailure.caused(RuntimeCode.TOPIC_MISSING, root, "a topic is missing while " + doing, said);
        }
        if (root instanceof InvalidTimestampException) {
            return RunFailure.caused(
                    RuntimeCode.RECORD_REFUSED,
                    root,
                    "the broker refuses a record because of its timestamp while " + doing,
                    said,
                    "a record carries its event's time: look at 'message.timestamp.before.max.ms' and"
                            + " 'message.timestamp.after.max.ms' of the topics written to");
        }
        if (root instanceof RecordTooLargeException) {
            return RunFailure.caused(
                    RuntimeCode.RECORD_REFUSED,
                    root,
                    "the broker refuses a record while " + doing,
                    said,
                    "was a limit of a topic lowered while the pipeline ran? it is looked at when a run starts: start it again");
        }
        if (root instanceof KafkaException || thrown instanceof KafkaException) {
            return RunFailure.caused(
                    RuntimeCode.BROKER_FAILED,
                    root,
                    "Kafka failed while " + doing,
                    said,
                    "nothing is lost: what was not committed is read again at the next start",
                    "when it comes again, the broker's own log says more");
        }
        return RunFailure.caused(
                RuntimeCode.DEFECT,
                thrown,
                "something that should not happen did while " + doing + ": " + thrown,
                "this is a defect of Forebay; nothing wrong was committed");
    }

    /** What was wrong with a file that the client could not load; null where it is about something else. */
    private static @Nullable Throwable unreadable(Throwable thrown) {
        Throwable at = thrown;
        while (at != null && !(at instanceof IOException)) {
            at = at.getCause();
        }
        // What comes from the network is an IOException too, but Kafka's clients never hand it out as the cause of one
        // of theirs.
        return at;
    }

    /** What the handshake stumbled over: the innermost cause says it, the ones around it only that it failed. */
    private static String handshake(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return thrown.getMessage() + (at == thrown ? "" : ": " + at.getMessage());
    }

    private static String right(AuthorizationException thrown, KafkaSettings settings) {
        if (thrown instanceof TopicAuthorizationException topics) {
            return "topic " + topics.unauthorizedTopics();
        }
        if (thrown instanceof GroupAuthorizationException group) {
            return "group '" + group.groupId() + "'";
        }
        if (thrown instanceof TransactionalIdAuthorizationException) {
            return "transactional id '" + settings.transactionalId() + "'";
        }
        return String.valueOf(thrown.getMessage());
    }
}
