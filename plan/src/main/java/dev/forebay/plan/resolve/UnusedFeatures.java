package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Features and windows that are computed for nothing. Said only where all else is right. */
final class UnusedFeatures {
    private final Definition definition;
    private final Computations computations;
    private final AggregateRegistry registry;
    private final Diagnostics into;

    UnusedFeatures(Definition definition, Computations computations, AggregateRegistry registry, Diagnostics into) {
        this.registry = registry;
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
        Set<Span> used = new HashSet<>();
        for (int node = 0; node < computations.count(); node++) {
            Located<String> name = computations.name(node);
            if (needed.contains(node) || putOut.contains(name.value())) {
                used.add(name.span());
            }
        }
        for (Definition.Feature feature : definition.features()) {
            if (used.add(feature.name().span())) {
                into.add(
                        PlanCode.UNUSED_FEATURE,
                        feature.name().span(),
                        "the feature '" + feature.written() + "' is used nowhere",
                        "list it in output.keep or output.vector, or take it away: it costs time for each event");
            }
        }
        for (Definition.Window window : definition.windows()) {
            if (members(window).noneMatch(registry::uses)) {
                into.add(
                        PlanCode.UNUSED_WINDOW,
                        window.name().span(),
                        "the window '" + window.name().value() + "' is used nowhere",
                        "an aggregate looks over it with OVER " + window.name().value());
            }
        }
    }

    private Stream<String> members(Definition.Window window) {
        String name = window.name().value();
        return window.isFamily()
                ? window.last().stream()
                        .map(length -> name + "_" + length.suffix().value())
                : Stream.of(name);
    }

    private Set<String> putOut() {
        Set<String> names = new HashSet<>();
        definition.windows().forEach(window -> add(names, window.by()));
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
                names.addAll(Names.textsIn(sink.when()));
            }
        }
        return names;
    }

    private void add(Set<String> names, List<Located<String>> listed) {
        for (Located<String> name : listed) {
            names.add(name.value());
            names.addAll(computations.featureGroups().getOrDefault(name.value(), List.of()));
        }
    }
}
