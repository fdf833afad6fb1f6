package dev.forebay.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** Where log lines of a long command go and how they look. */
public final class Logging {
    private Logging() {}

    /** How a line of the log is written. */
    public enum Format {
        /** For people: time, level, message. */
        TEXT,
        /** For programs: one JSON object a line. */
        JSON
    }

    /**
     * Sends the log to {@code sink}, a line at a time without its end.
     *
     * @param level the least level of Forebay's own lines; the Kafka client is heard from WARN on
     */
    public static void configure(Format format, Level level, Consumer<String> sink) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Function<ILoggingEvent, String> line = format == Format.JSON ? JsonLogLine::of : textLine(context);
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                sink.accept(line.apply(event));
            }
        };
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("dev.forebay").setLevel(level);
        // The client repeats these every few milliseconds while a broker is away; the run says it once, in its own
        // words.
        context.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.ERROR);
        // It warns of every setting that only one of the clients knows.
        context.getLogger("org.apache.kafka.clients.producer.ProducerConfig").setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.clients.consumer.ConsumerConfig").setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.clients.admin.AdminClientConfig").setLevel(Level.ERROR);
    }

    /** Silences everything of a Kafka server that runs inside of this process, except what keeps it from working. */
    public static void silenceBroker() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        for (String name : new String[] {"kafka", "org.apache.kafka", "state.change.logger", "org.apache.zookeeper"}) {
            context.getLogger(name).setLevel(Level.OFF);
        }
    }

    private static Function<ILoggingEvent, String> textLine(LoggerContext context) {
        PatternLayout text = new PatternLayout();
        text.setContext(context);
        // Causes without their traces: a line for a person; --log-format json has them whole.
        text.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n%ex{0}");
        text.start();
        return event -> text.doLayout(event).stripTrailing();
    }
}
