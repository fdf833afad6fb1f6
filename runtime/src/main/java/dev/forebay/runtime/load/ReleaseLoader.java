package dev.forebay.runtime.load;

import dev.forebay.definition.Definition;
import dev.forebay.definition.DefinitionParser;
import dev.forebay.definition.ParsedDefinition;
import dev.forebay.plan.Plan;
import dev.forebay.plan.resolve.ResolvedPlan;
import dev.forebay.plan.resolve.Resolver;
import dev.forebay.release.artefact.Release;
import dev.forebay.release.diagnostic.ReleaseCode;
import dev.forebay.release.diagnostic.ReleaseRefusal;
import dev.forebay.release.digest.Digest;
import dev.forebay.release.registry.Registry;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes pipelines of releases: the text as it was written, with the fitted state of the release, and proof that together they mean what the release's
 * digest says. Stateless.
 */
public final class ReleaseLoader {
    private ReleaseLoader() {}

    /**
     * The pipeline of a release.
     *
     * @param environment the value of a variable; null where it is not set
     */
    public static LoadResult load(Release release, Function<String, @Nullable String> environment) {
        return load(release, new SourceText("release " + release.digest().brief(), release.source()), environment);
    }

    /**
     * The pipeline of a release, from another text that means it: places in messages and reasons are in that.
     *
     * @param environment the value of a variable; null where it is not set
     */
    public static LoadResult load(Release release, SourceText text, Function<String, @Nullable String> environment) {
        ParsedDefinition parsed = DefinitionParser.parse(text, environment);
        List<Diagnostic> all = new ArrayList<>(parsed.diagnostics());
        Definition definition = parsed.definition();
        if (definition == null) {
            return new LoadResult(null, all);
        }
        ReleaseStates states = new ReleaseStates(release, definition);
        ResolvedPlan resolved = Resolver.resolve(definition, states);
        all.addAll(resolved.diagnostics());
        Plan plan = resolved.plan();
        if (plan == null) {
            return new LoadResult(null, all);
        }
        Path place = Path.of(definition.pipeline().value() + ".yaml");
        LoadedPipeline pipeline =
                new LoadedPipeline(place, text.text(), definition, plan, states.model(), states.contract(), all);
        Digest means = PipelineRelease.of(pipeline).digest();
        if (!means.equals(release.digest())) {
            all.add(Diagnostic.of(
                    ReleaseCode.DAMAGED,
                    null,
                    "the definition of release " + release.digest().brief() + " means release " + means.brief()
                            + " to this Forebay",
                    "it was changed, or this is another version of Forebay than built it"));
            return new LoadResult(null, all);
        }
        return new LoadResult(pipeline, all);
    }

    /** What is wrong with a release that was read whole; nothing where it is sound. */
    public static List<Diagnostic> verify(Release release) {
        LoadResult result = load(release, System::getenv);
        return result.diagnostics().stream().filter(Diagnostic::isError).toList();
    }

    /** What is wrong with a release of a registry; nothing where it is sound. */
    public static List<Diagnostic> verify(Registry registry, Digest digest) {
        try {
            return verify(registry.release(digest));
        } catch (ReleaseRefusal e) {
            return List.of(e.diagnostic());
        }
    }
}
