package dev.forebay.cli.command;

import dev.forebay.cli.console.Terminal;
import java.util.List;

/** Every command, in the order in which help lists them. */
public final class Commands {
    private Commands() {}

    public static List<Object> all(Terminal terminal) {
        return List.of(new FunctionsCommand(terminal), new CompareCommand(terminal));
    }
}
