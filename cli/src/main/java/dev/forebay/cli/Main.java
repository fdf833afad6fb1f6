package dev.forebay.cli;

import dev.forebay.cli.console.Terminal;
import dev.forebay.cli.console.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process's entry: {@code forebay ARGUMENTS}. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        // The answer that scripts ask for most needs none of the rest.
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            out.println("forebay " + Version.text());
            out.flush();
            return;
        }
        String terminals = System.getProperty("forebay.terminal", "");
        Terminal terminal = new Terminal(out, err, terminals.contains("out"), terminals.contains("err"));
        int code = arguments.length == 1 && arguments[0].equals("--warm-up")
                ? WarmUp.run()
                : CommandLineRunner.run(arguments, terminal);
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
