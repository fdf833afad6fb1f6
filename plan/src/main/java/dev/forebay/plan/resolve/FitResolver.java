package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.definition.Parameter;
import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.Plan;
import dev.forebay.plan.fit.GroupToFit;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.types.diagnostic.Diagnostic;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a definition can be fitted next: the groups without state whose columns can be computed with what is fitted by now, and the plan that
 * computes them. Called again with what came of it, until there is no group left. Stateless.
 */
public final class FitResolver {
    private final Definition definition;
    private final Computations computations;
    private final GroupStates states;
    private final Diagnostics into = new Diagnostics();
    private final Map<String, Definition.SchemaColumn> schema = new HashMap<>();
    private final Map<String, Definition.Window> windows = new HashMap<>();

    /** What a group, or a window, is computed from. */
    private record Ancestors(Set<Integer> nodes, boolean complete) {}

    /**
     * The next groups.
     *
     * @param plan computes them: their columns, and the targets, are its {@code keep}; null where there are none
     * @param groups all of them can be fitted in one pass; empty where every group is fitted, or where there is an error
     * @param diagnostics why a group cannot be fitted
     */
    public record Level(@Nullable Plan plan, List<GroupToFit> groups, List<Diagnostic> diagnostics) {
        public Level {
            groups = List.copyOf(groups);
            diagnostics = List.copyOf(diagnostics);
        }

        /** Whether something is wrong. */
        public boolean hasErrors() {
            return diagnostics.stream().anyMatch(Diagnostic::isError);
        }
    }

    private FitResolver(Definition definition, FittedStateLoader loader) {
        this.definition = definition;
        this.states = new GroupStates(loader);
        Map<String, Span> names = new LinkedHashMap<>();
        definition.schema().forEach(column -> {
            names.put(column.name().value(), column.name().span());
            schema.put(column.name().value(), column);
        });
        for (Definition.Window window : definition.windows()) {
            windows.put(window.name().value(), window);
            window.last()
                    .forEach(length -> windows.put(
                            window.name().value() + "_" + length.suffix().value(), window));
        }
        this.computations =
                Computations.of(definition, new WindowTable(definition.windows(), Set.of(), into), names, states, into);
    }

    /**
     * The groups that can be fitted now. What is wrong with the definition beside a group not being fitted is told first.
     *
     * @param loader brings what is fitted by now
     */
    public static Level next(Definition definition, FittedStateLoader loader) {
        List<Diagnostic> wrong = Resolver.resolve(definition, loader).diagnostics().stream()
                .filter(diagnostic -> diagnostic.code() != PlanCode.NOT_FITTED && diagnostic.isError())
                .toList();
        if (!wrong.isEmpty()) {
            return new Level(null, List.of(), wrong);
        }
        return new FitResolver(definition, loader).level(loader);
    }

    /**
     * Why no training output can be written: an output column that is computed, by way of others, from what a target encoder makes.
     *
     * @param loader brings all that is fitted
     */
    public static List<Diagnostic> trainable(Definition definition, FittedStateLoader loader) {
        return new FitResolver(definition, loader).computedFromEncodedTargets();
    }

    private List<Diagnostic> computedFromEncodedTargets() {
        for (int node = 0; node < computations.count(); node++) {
            for (int needed : computations.dependencies(node)) {
                if (!computations.isFeature(needed) && encodesTarget(computations.group(needed))) {
                    into.add(
                            PlanCode.KNOWN_LATER,
                            computations.name(node).span(),
                            "'" + computations.name(node).value() + "' is computed from what the TargetEncoder of '"
                                    + computations.name(needed).value()
                                    + "' makes, so that there is no training output",
                            "in training output the columns of a TargetEncoder are cross-fitted; what is computed from them is not");
                }
            }
        }
        return into.sorted();
    }

    private Level level(FittedStateLoader loader) {
        List<Definition.TransformGroup> unfitted = definition.transforms().stream()
                .filter(group -> !isFitted(group))
                .toList();
        List<GroupToFit> groups = new ArrayList<>();
        Set<Integer> needed = new HashSet<>();
        for (Definition.TransformGroup group : unfitted) {
            GroupToFit read = read(group);
            Ancestors ancestors = ancestors(group, read);
            tellEncodedTargets(group, ancestors);
            if (read != null && ancestors.complete()) {
                groups.add(read);
                needed.addAll(ancestors.nodes());
            }
        }
        if (into.hasErrors()) {
            return new Level(null, List.of(), into.sorted());
        }
        if (groups.isEmpty() && !unfitted.isEmpty()) {
            return new Level(
                    null, List.of(), Resolver.resolve(definition, loader).diagnostics());
        }
        if (groups.isEmpty()) {
            return new Level(null, List.of(), List.of());
        }
        ResolvedPlan resolved = Resolver.resolve(reduced(groups, needed), loader);
        return new Level(
                resolved.plan(),
                resolved.plan() == null ? List.of() : groups,
                resolved.diagnostics().stream().filter(Diagnostic::isError).toList());
    }

    /** What a target encoder makes of an event that it was fitted on has seen that event's target; only steps of its own group know how not to. */
    private void tellEncodedTargets(Definition.TransformGroup group, Ancestors ancestors) {
        for (int node : ancestors.nodes().stream().sorted().toList()) {
            if (!computations.isFeature(node) && encodesTarget(computations.group(node))) {
                String encoder = computations.name(node).value();
                into.add(
                        PlanCode.KNOWN_LATER,
                        group.name().span(),
                        "'" + group.name().value() + "' is to be fitted on what the TargetEncoder of '" + encoder
                                + "' makes, which has seen the targets",
                        "steps behind a TargetEncoder in the same group are fitted on its cross-fitted output");
            }
        }
    }

    private boolean encodesTarget(Definition.TransformGroup group) {
        FittedTransform fitted = states.load(group).fitted();
        return fitted == null ? StepsToFit.target(group) != null : EncodedTargets.isIn(fitted.state());
    }

    private boolean isFitted(Definition.TransformGroup group) {
        return states.load(group).fitted() != null;
    }

    private @Nullable GroupToFit read(Definition.TransformGroup group) {
        int before = into.sorted().size();
        var steps = StepsToFit.of(group, into);
        Parameter target = StepsToFit.target(group);
        long knownAfter = target == null ? 0 : target(target, group);
        if (into.sorted().size() > before) {
            return null;
        }
        List<String> columns =
                computations.inputsOf(node(group)).stream().map(Located::value).toList();
        return new GroupToFit(group.name().value(), columns, steps, target == null ? null : target.text(), knownAfter);
    }

    /** How long after its event the target is known; tells where there is no such column, or where the group could see it. */
    private long target(Parameter target, Definition.TransformGroup group) {
        String name = target.text();
        Definition.SchemaColumn column = schema.get(name);
        if (column == null) {
            List<String> notes = new ArrayList<>(List.of("a target is a column of the schema"));
            NearestName.of(name, schema.keySet()).ifPresent(near -> notes.add("did you mean '" + near + "'?"));
            into.add(
                    PlanCode.UNKNOWN_COLUMN,
                    target.span(),
                    "unknown target '" + name + "'",
                    notes.toArray(String[]::new));
            return 0;
        }
        if (reads(group, name)) {
            into.add(
                    PlanCode.KNOWN_LATER,
                    target.span(),
                    "'" + name + "' is the target of '" + group.name().value()
                            + "', and a column of the group is computed from it",
                    "what is encoded with the target cannot be made of it: the model would see its answer");
        }
        Located<Duration> knownAfter = column.knownAfter();
        return knownAfter == null ? 0 : Durations.micros(knownAfter.value());
    }

    /** Whether a column of the group is a column of the schema, or computed from it row by row. */
    private boolean reads(Definition.TransformGroup group, String name) {
        Deque<Integer> open = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        for (Located<String> input : computations.inputsOf(node(group))) {
            if (input.value().equals(name)) {
                return true;
            }
            push(computations.producer(input.value()), seen, open);
        }
        while (!open.isEmpty()) {
            int node = open.pop();
            for (String read : rowNames(node)) {
                if (read.equals(name)) {
                    return true;
                }
                push(computations.producer(read), seen, open);
            }
        }
        return false;
    }

    private List<String> rowNames(int node) {
        if (!computations.isFeature(node)) {
            return computations.inputsOf(node).stream().map(Located::value).toList();
        }
        Expression expression = computations.feature(node).expression();
        return Names.aggregatesIn(expression).isEmpty() ? List.copyOf(Names.textsIn(expression)) : List.of();
    }

    private static void push(@Nullable Integer node, Set<Integer> seen, Deque<Integer> open) {
        if (node != null && seen.add(node)) {
            open.push(node);
        }
    }

    private int node(Definition.TransformGroup group) {
        Integer node = computations.groupNode(group.name().value());
        if (node == null) {
            throw new IllegalStateException("a definition without mistakes names every group");
        }
        return node;
    }

    /** The features and groups that a group is computed from. */
    private Ancestors ancestors(Definition.TransformGroup group, @Nullable GroupToFit read) {
        Deque<String> open = new ArrayDeque<>();
        group.columns().forEach(column -> open.add(column.value()));
        computations.inputsOf(node(group)).forEach(input -> open.add(input.value()));
        if (read != null && read.target() != null) {
            open.add(read.target());
        }
        Set<Integer> nodes = new HashSet<>();
        Set<String> seen = new HashSet<>();
        boolean complete = !computations.isOpen(node(group)) || dependsOnFittedOnly(group);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (!seen.add(name)) {
                continue;
            }
            Integer producer = computations.producer(name);
            Integer node = producer == null ? computations.groupNode(name) : producer;
            if (node != null) {
                complete &= computations.isFeature(node) || isFitted(computations.group(node));
                if (nodes.add(node)) {
                    open.addAll(read(node));
                }
            } else {
                complete &= schema.containsKey(name)
                        || windows.containsKey(name)
                        || computations.featureGroups().containsKey(name);
                open.addAll(computations.featureGroups().getOrDefault(name, List.of()));
            }
        }
        return new Ancestors(nodes, complete);
    }

    /** A group is open also where only its own state is missing; what counts is what it reads. */
    private boolean dependsOnFittedOnly(Definition.TransformGroup group) {
        for (Located<String> column : group.columns()) {
            Integer listed = computations.groupNode(column.value());
            if (listed != null && !isFitted(computations.group(listed))) {
                return false;
            }
        }
        return true;
    }

    /** The names that a node reads, keys of windows among them. */
    private Set<String> read(int node) {
        Set<String> names = new HashSet<>();
        if (!computations.isFeature(node)) {
            computations.inputsOf(node).forEach(input -> names.add(input.value()));
            return names;
        }
        Expression expression = computations.feature(node).expression();
        names.addAll(Names.textsIn(expression));
        for (Expression.Aggregate aggregate : Names.aggregatesIn(expression)) {
            Expression.Name over = aggregate.window();
            Definition.Window window = over == null ? null : windows.get(over.name());
            if (window != null) {
                window.by().forEach(key -> names.add(key.value()));
            }
        }
        return names;
    }

    /** The definition without all that the groups do not need, and with their columns as its output. */
    private Definition reduced(List<GroupToFit> groups, Set<Integer> needed) {
        Set<Span> features = new HashSet<>();
        Set<String> fitted = new HashSet<>();
        for (int node : needed) {
            if (computations.isFeature(node)) {
                features.add(computations.feature(node).expression().span());
            } else {
                fitted.add(computations.name(node).value());
            }
        }
        List<Definition.Feature> kept = definition.features().stream()
                .filter(feature -> features.contains(feature.expression().span()))
                .toList();
        Set<String> used = new HashSet<>();
        for (Definition.Feature feature : kept) {
            Names.aggregatesIn(feature.expression()).forEach(aggregate -> {
                Expression.Name over = aggregate.window();
                if (over != null && windows.containsKey(over.name())) {
                    used.add(windows.get(over.name()).name().value());
                }
            });
        }
        Map<String, Located<String>> keep = new LinkedHashMap<>();
        for (GroupToFit group : groups) {
            Span place = definition.transforms().stream()
                    .filter(one -> one.name().value().equals(group.name()))
                    .findFirst()
                    .orElseThrow()
                    .name()
                    .span();
            group.columns().forEach(column -> keep.putIfAbsent(column, new Located<>(column, place)));
            if (group.target() != null) {
                keep.putIfAbsent(group.target(), new Located<>(group.target(), place));
            }
        }
        Definition.Event event = definition.event();
        Located<String> time = event == null ? null : event.time();
        if (time != null && groups.stream().anyMatch(group -> group.targetKnownAfterMicros() > 0)) {
            // Which targets were known at a cut-off is a matter of the event's time.
            keep.putIfAbsent(time.value(), time);
        }
        return new Definition(
                definition.text(),
                definition.pipeline(),
                definition.source(),
                definition.event(),
                definition.schema(),
                definition.checks(),
                definition.windows().stream()
                        .filter(window -> used.contains(window.name().value()))
                        .toList(),
                kept,
                definition.transforms().stream()
                        .filter(group -> fitted.contains(group.name().value()))
                        .toList(),
                new Definition.Output(definition.output().span(), List.copyOf(keep.values()), List.of()),
                null,
                List.of(),
                null,
                definition.state(),
                List.of());
    }
}
