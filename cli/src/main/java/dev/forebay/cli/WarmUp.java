package dev.forebay.cli;

import dev.forebay.cli.console.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Walks through what short commands load, so that an archive of their classes can be made. Prints nothing. */
final class WarmUp {
    private WarmUp() {}

    static int run() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false);
        List<String[]> commands = List.of(
                new String[] {"--help"},
                new String[] {"check", "no-such-file.yaml"},
                new String[] {"eval", "LOG1P(93.91) / 2"},
                new String[] {"functions", "LN"},
                new String[] {"wrong"});
        commands.forEach(arguments -> CommandLineRunner.run(arguments, terminal));
        return 0;
    }
}
