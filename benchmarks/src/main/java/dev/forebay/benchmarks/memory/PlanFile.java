package dev.forebay.benchmarks.memory;

import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.ParsedDefinition;
import dev.forebay.plan.Plan;
import dev.forebay.plan.resolve.FittedStateLoader;
import dev.forebay.plan.resolve.ResolvedPlan;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.sklearn.FittedStateReader;
import dev.forebay.types.diagnostic.DiagnosticRenderer;
import dev.forebay.types.diagnostic.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The plan of a workload's {@code pipeline.yaml}. */
public final class PlanFile {

    private PlanFile() {}

    /** Reads the definition and the scaler beside it. */
    public static Plan read(Path directory) {
        return read(directory, "pipeline.yaml");
    }

    /** Reads a definition of another name. */
    public static Plan read(Path directory, String definition) {
        return plan(text(directory.resolve(definition)), directory);
    }

    /** Takes a definition that names no other file. */
    public static Plan of(String text) {
        return plan(text, Path.of(""));
    }

    private static Plan plan(String text, Path directory) {
        ParsedDefinition parsed = DefinitionParser.parse(new SourceText("pipeline.yaml", text), variable -> null);
        if (parsed.definition() == null) {
            throw new IllegalStateException(DiagnosticRenderer.renderAll(parsed.diagnostics()));
        }
        ResolvedPlan resolved = Resolver.resolve(parsed.definition(), path -> scaler(directory.resolve(path.value())));
        if (resolved.plan() == null) {
            throw new IllegalStateException(DiagnosticRenderer.renderAll(resolved.diagnostics()));
        }
        return resolved.plan();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static FittedStateLoader.Loaded scaler(Path file) {
        FittedStateReader.Result result = new FittedStateReader().read(file);
        if (result instanceof FittedStateReader.Loaded loaded) {
            return new FittedStateLoader.Loaded(loaded.fitted(), List.of());
        }
        throw new IllegalStateException("not a scaler: " + result);
    }
}
