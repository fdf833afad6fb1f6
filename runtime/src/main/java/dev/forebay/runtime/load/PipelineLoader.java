package dev.forebay.runtime.load;

import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.LegiblePart;
import dev.forebay.definition.ParsedDefinition;
import dev.forebay.plan.Plan;
import dev.forebay.plan.resolve.FittedStateLoader;
import dev.forebay.plan.resolve.ResolvedPlan;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.SourceText;
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
        return load(file, (Path) null);
    }

    /**
     * Loads a file; variables come from this process's environment, or from the files that it names.
     *
     * @param fitted the directory with the state of groups that name no file; null for none
     */
    public static LoadResult load(Path file, @Nullable Path fitted) {
        Variables variables = new Variables(System::getenv);
        return withAlso(variables.diagnostics(), load(file, variables, fitted));
    }

    /**
     * Loads a file.
     *
     * @param environment the value of a variable; null where it is not set
     * @param fitted the directory with the state of groups that name no file; null for none
     */
    public static LoadResult load(Path file, Function<String, @Nullable String> environment, @Nullable Path fitted) {
        List<Diagnostic> unreadable = new ArrayList<>();
        SourceText text = DefinitionFile.read(file, unreadable);
        FittedFiles states = new FittedFiles(file, fitted);
        states.missing().ifPresent(unreadable::add);
        return text == null || !unreadable.isEmpty()
                ? new LoadResult(null, unreadable)
                : load(file, text, environment, states);
    }

    /**
     * Loads a definition that need not be fitted: nothing is resolved.
     *
     * @param into gets what is wrong
     * @return null where it cannot be read
     */
    public static @Nullable Definition definition(Path file, List<Diagnostic> into) {
        Variables variables = new Variables(System::getenv);
        SourceText text = DefinitionFile.read(file, into);
        if (text == null) {
            return null;
        }
        ParsedDefinition parsed = DefinitionParser.parse(text, variables);
        into.addAll(variables.diagnostics());
        Definition definition = parsed.definition();
        into.addAll(definition == null ? allOf(parsed, new FittedFiles(file, null)) : parsed.diagnostics());
        return definition;
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
        return load(file, environment, null);
    }

    /**
     * Loads a definition whose text is at hand.
     *
     * @param file where it would be: paths in it are relative to its directory
     */
    public static LoadResult load(Path file, SourceText text, Function<String, @Nullable String> environment) {
        return load(file, text, environment, new FittedFiles(file, null));
    }

    private static LoadResult load(
            Path file, SourceText text, Function<String, @Nullable String> environment, FittedFiles states) {
        ParsedDefinition parsed = DefinitionParser.parse(text, environment);
        List<Diagnostic> all = new ArrayList<>(parsed.diagnostics());
        Definition definition = parsed.definition();
        if (definition == null) {
            return new LoadResult(null, allOf(parsed, states));
        }
        ResolvedPlan resolved = Resolver.resolve(definition, states);
        all.addAll(resolved.diagnostics());
        Plan plan = resolved.plan();
        LoadedPipeline pipeline = plan == null
                ? null
                : new LoadedPipeline(file, text.text(), definition, plan, states.model(), states.contract(), all);
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
}
