package dev.forebay.runtime.load;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.model.ModelRefusal;
import dev.forebay.model.OnnxModel;
import dev.forebay.plan.resolve.FittedStateLoader;
import dev.forebay.plan.stored.StoredState;
import dev.forebay.release.artefact.Part;
import dev.forebay.release.artefact.Release;
import dev.forebay.types.diagnostic.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fitted state and model as a release holds them, whatever files its definition names. One thread at a time. */
final class ReleaseStates implements FittedStateLoader {
    private final Release release;
    private final Map<String, String> groups = new HashMap<>();
    private @Nullable OnnxModel model;

    ReleaseStates(Release release, Definition definition) {
        this.release = release;
        for (Definition.TransformGroup group : definition.transforms()) {
            Located<String> path = group.fitted();
            if (path != null) {
                groups.put(path.value(), group.name().value());
            }
        }
    }

    /** The model; null for a release without one. */
    @Nullable
    OnnxModel model() {
        return model;
    }

    /** What the model was validated with; null where nothing says. */
    @Nullable
    String contract() {
        byte[] text = release.part(Part.CONTRACT);
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public Loaded load(Located<String> path) {
        return part(groups.getOrDefault(path.value(), ""));
    }

    @Override
    public Loaded ofGroup(Located<String> group) {
        return part(group.value());
    }

    private Loaded part(String group) {
        byte[] stored = release.part(Part.FITTED + group);
        if (stored == null) {
            return new Loaded(null, List.of());
        }
        StoredState.Read read = StoredState.read(
                new SourceText("fitted state of '" + group + "'", new String(stored, StandardCharsets.UTF_8)));
        return new Loaded(read.fitted(), read.mistakes());
    }

    @Override
    public LoadedModel model(Located<String> path) {
        byte[] bytes = release.part(Part.MODEL);
        if (bytes == null) {
            return new LoadedModel(null, List.of());
        }
        try {
            OnnxModel read = OnnxModel.of(
                    bytes, "the model of release " + release.digest().brief());
            model = read;
            return new LoadedModel(read.contract(), List.of());
        } catch (ModelRefusal e) {
            return new LoadedModel(null, List.of(e.at(path.span())));
        }
    }
}
