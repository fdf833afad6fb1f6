package dev.forebay.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a run is recorded, if it is. */
final class HistoryOption {
    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Option(names = "--no-history", description = "Do not record the run: it can then be neither shown nor replayed.")
    private boolean off;

    boolean isOff() {
        return off;
    }

    Path directory() {
        return registry.directory();
    }

    <T> T with(RegistryOption.Work<T> work) {
        return registry.with(work);
    }
}
