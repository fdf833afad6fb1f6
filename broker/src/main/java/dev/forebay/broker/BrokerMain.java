package dev.forebay.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * A broker as a process of its own: {@code java -cp ... dev.forebay.broker.BrokerMain [--port P] [--dir D]
 * [--set name=value]...}.
 *
 * <p>Prints {@code ready 127.0.0.1:P} when clients can connect. Stops in order on SIGTERM and at the end of standard
 * input, so that it does not outlive the process that started it. Wrong arguments: exit code 2. Without {@code --dir} the data is temporary.
 */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        BrokerOptions options;
        try {
            options = options(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        run(options, System.out);
    }

    private static void run(BrokerOptions options, PrintStream out) throws IOException {
        EmbeddedKafka broker = EmbeddedKafka.start(options);
        out.println("ready " + broker.bootstrapServers());
        out.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    static BrokerOptions options(String... arguments) {
        BrokerOptions options = BrokerOptions.defaults();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": a value is missing");
            }
            String value = arguments[i + 1];
            options = switch (arguments[i]) {
                case "--port" -> options.withPort(number(value));
                case "--dir" -> options.withDirectory(Path.of(value));
                case "--set" -> set(options, value);
                default ->
                    throw new IllegalArgumentException(
                            arguments[i] + ": not known; --port, --dir and --set name=value are");
            };
        }
        return options;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port: a number is needed, found " + text, e);
        }
    }

    private static BrokerOptions set(BrokerOptions options, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--set: name=value is needed, found " + assignment);
        }
        return options.withProperty(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
}
