package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Features that are computed for nothing. Said only where all else is right. */
final class UnusedFeatures {
    private final Definition definition;
    private final Computations computations;
    private final Diagnostics into;

    UnusedFeatures(Definition definition, Computations computations, Diagnostics into) {
        this.definition = definition;
        this.computations = computations;
        this.into = into;
    }

    void report() {
        if (into.hasErrors()) {
            return;
        }
        Set<Integer> needed = new HashSet<>();
        for (int node = 0; node < computations.count(); node++) {
            needed.addAll(computations.dependencies(node));
        }
        Set<String> putOut = putOut();
        for (int node = 0; node < computations.count(); node++) {
            Located<String> name = computations.name(node);
            if (computations.isFeature(node) && !needed.contains(node) && !putOut.contains(name.value())) {
                into.add(
                        PlanCode.UNUSED_FEATURE,
                        name.span(),
                        "the feature '" + name.value() + "' is used nowhere",
                        "list it in output.keep or output.vector, or take it away: it costs time for each event");
            }
        }
    }

    private Set<String> putOut() {
        Set<String> names = new HashSet<>();
        add(names, definition.output().keep());
        add(names, definition.output().vector());
        for (Definition.Sink sink : definition.sinks()) {
            List<Located<String>> columns = sink.columns();
            if (columns != null) {
                add(names, columns);
            }
            Located<String> key = sink.key();
            if (key != null) {
                names.add(key.value());
            }
            if (sink.when() != null) {
                names.addAll(Computations.namesIn(sink.when()));
            }
        }
        return names;
    }

    private static void add(Set<String> names, List<Located<String>> listed) {
        listed.forEach(name -> names.add(name.value()));
    }
}
