package dev.forebay.runtime.load;

import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.LegiblePart;
import dev.forebay.definition.Located;
import dev.forebay.definition.ParsedDefinition;
import dev.forebay.plan.Plan;
import dev.forebay.plan.resolve.FittedStateLoader;
import dev.forebay.plan.resolve.ResolvedPlan;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.sklearn.FittedStateReader;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads definitions with what they refer to. All that is wrong with one is told in one run; nothing is thrown for it. Stateless. */
public final class PipelineLoader {
    private PipelineLoader() {}

    /** Loads a file; variables come from this process's environment, or from the files that it names. */
    public static LoadResult load(Path file) {
        Variables variables = new Variables(System::getenv);
        return withAlso(variables.diagnostics(), load(file, variables));
    }

    /** With files that cannot be read told first: what they leave unset comes of that. */
    private static LoadResult withAlso(List<Diagnostic> first, LoadResult result) {
        if (first.isEmpty()) {
            return result;
        }
        List<Diagnostic> all = new ArrayList<>(first);
        all.addAll(result.diagnostics());
        return new LoadResult(null, all);
    }

    /**
     * Loads a file.
     *
     * @param environment the value of a variable; null where it is not set
     */
    public static LoadResult load(Path file, Function<String, @Nullable String> environment) {
        List<Diagnostic> unreadable = new ArrayList<>();
        SourceText text = DefinitionFile.read(file, unreadable);
        return text == null ? new LoadResult(null, unreadable) : load(file, text, environment);
    }

    /**
     * Loads a definition whose text is at hand.
     *
     * @param file where it would be: paths in it are relative to its directory
     */
    public static LoadResult load(Path file, SourceText text, Function<String, @Nullable String> environment) {
        ParsedDefinition parsed = DefinitionParser.parse(text, environment);
        List<Diagnostic> all = new ArrayList<>(parsed.diagnostics());
        Definition definition = parsed.definition();
        if (definition == null) {
            return new LoadResult(null, allOf(parsed, fittedStates(file)));
        }
        ResolvedPlan resolved = Resolver.resolve(definition, fittedStates(file));
        all.addAll(resolved.diagnostics());
        Plan plan = resolved.plan();
        LoadedPipeline pipeline = plan == null ? null : new LoadedPipeline(file, text.text(), definition, plan, all);
        return new LoadResult(pipeline, all);
    }

    /** The mistakes of reading, and those that can be told of the rest, in order of place. */
    private static List<Diagnostic> allOf(ParsedDefinition parsed, FittedStateLoader loader) {
        Diagnostics all = new Diagnostics();
        parsed.diagnostics().forEach(all::add);
        LegiblePart legible = parsed.legible();
        if (legible != null) {
            Resolver.examine(legible, loader).forEach(all::add);
        }
        return all.sorted();
    }

    private static FittedStateLoader fittedStates(Path definition) {
        FittedStateReader reader = new FittedStateReader();
        return path -> load(reader, definition, path);
    }

    private static FittedStateLoader.Loaded load(FittedStateReader reader, Path definition, Located<String> path) {
        Path file;
        try {
            file = definition.resolveSibling(path.value());
        } catch (InvalidPathException e) {
            return new FittedStateLoader.Loaded(null, List.of());
        }
        FittedStateReader.Result result = reader.read(file).at(path.span());
        if (result instanceof FittedStateReader.Loaded loaded) {
            return new FittedStateLoader.Loaded(loaded.fitted(), loaded.warnings());
        }
        return new FittedStateLoader.Loaded(null, List.of(((FittedStateReader.Refused) result).diagnostic()));
    }
}
