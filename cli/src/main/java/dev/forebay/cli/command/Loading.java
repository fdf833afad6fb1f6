package dev.forebay.cli.command;

import dev.forebay.cli.console.CommandFailure;
import dev.forebay.cli.console.Terminal;
import dev.forebay.definition.Definition;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.release.artefact.Release;
import dev.forebay.runtime.load.LoadResult;
import dev.forebay.runtime.load.LoadedPipeline;
import dev.forebay.runtime.load.PipelineLoader;
import dev.forebay.runtime.load.ReleaseLoader;
import dev.forebay.sklearn.FittedStateReader;
import dev.forebay.types.diagnostic.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads what a command was given, or ends it with all that is wrong. */
final class Loading {
    private Loading() {}

    /**
     * A definition without errors, with the fitted state that an option names, or a release of the registry by its digest or label; warnings are
     * printed.
     */
    static LoadedPipeline pipeline(Path file, FittedOption fitted, Terminal terminal) {
        return pipeline(file, new RegistryOption(), fitted, terminal);
    }

    /** The same, with a registry that an option names. */
    static LoadedPipeline pipeline(Path file, RegistryOption registry, FittedOption fitted, Terminal terminal) {
        if (!Files.exists(file) && fitted.directory == null) {
            Release release = registry.findIfAny(file.toString());
            if (release != null) {
                return pipeline(ReleaseLoader.load(release, System::getenv), terminal);
            }
        }
        return pipeline(PipelineLoader.load(file, fitted.directory), terminal);
    }

    /** A release of a registry by its digest or label. */
    static LoadedPipeline release(String reference, RegistryOption registry, Terminal terminal) {
        return pipeline(
                ReleaseLoader.load(registry.with(kept -> kept.release(kept.find(reference))), System::getenv),
                terminal);
    }

    /** A definition that need not be fitted. */
    static Definition definition(Path file) {
        List<Diagnostic> wrong = new ArrayList<>();
        Definition definition = PipelineLoader.definition(file, wrong);
        if (definition == null || wrong.stream().anyMatch(Diagnostic::isError)) {
            throw CommandFailure.wrong(wrong);
        }
        return definition;
    }

    /** A definition without errors, read with the given environment; its warnings are printed. */
    static LoadedPipeline pipeline(Path file, Function<String, @Nullable String> environment, Terminal terminal) {
        return pipeline(PipelineLoader.load(file, environment), terminal);
    }

    private static LoadedPipeline pipeline(LoadResult result, Terminal terminal) {
        LoadedPipeline pipeline = result.pipeline();
        if (pipeline == null) {
            throw CommandFailure.wrong(result.diagnostics());
        }
        terminal.diagnostics(pipeline.warnings());
        return pipeline;
    }

    /** A fitted transform out of a pickle. */
    static FittedTransform fittedState(Path file, Terminal terminal) {
        FittedStateReader.Result result = new FittedStateReader().read(file);
        if (result instanceof FittedStateReader.Loaded loaded) {
            terminal.diagnostics(loaded.warnings());
            return loaded.fitted();
        }
        throw CommandFailure.wrong(List.of(((FittedStateReader.Refused) result).diagnostic()));
    }
}
