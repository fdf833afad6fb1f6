package dev.forebay.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the state of transforms is that name no file of their own. */
final class FittedOption {
    @Option(
            names = "--fitted",
            paramLabel = "DIR",
            description = "What 'forebay fit' wrote: the state of the groups of transforms that name no file.")
    @Nullable
    Path directory;
}
