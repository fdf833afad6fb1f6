package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.plan.fitted.FittedTransform;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was fitted for each group, loaded once: names of columns depend on it before anything is computed. Not thread-safe. */
final class GroupStates {
    private final FittedStateLoader loader;
    private final Map<String, FittedStateLoader.Loaded> loaded = new HashMap<>();

    GroupStates(FittedStateLoader loader) {
        this.loader = loader;
    }

    /** What the file of a group holds, or what there is for it elsewhere. */
    FittedStateLoader.Loaded load(Definition.TransformGroup group) {
        Located<String> path = group.fitted();
        return loaded.computeIfAbsent(
                group.name().value(), name -> path == null ? loader.ofGroup(group.name()) : loader.load(path));
    }

    /** What was fitted, if it takes so many columns. */
    @Nullable
    FittedTransform of(Definition.TransformGroup group, int columns) {
        FittedTransform fitted = load(group).fitted();
        return fitted == null || fitted.state().features() != columns ? null : fitted;
    }
}
