package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.plan.fitted.BlockColumn;
import dev.forebay.plan.fitted.FittedTransform;
import dev.forebay.plan.fitted.UnfitInputException;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a definition computes, and from what: features and groups of transforms as one graph of names.
 *
 * <p>Node {@code i} is feature {@code i}; after the features come the groups. Names are taken in that order: of two the first.
 */
final class Computations {
    private static final int MOST_COLUMNS = 10_000;

    private final List<ComputedFeature> features;
    private final FeatureExpansion expansion;
    private final List<Definition.TransformGroup> groups;
    private final GroupStates states;
    private final Diagnostics diagnostics;
    private final Map<String, Span> taken = new HashMap<>();
    private final Map<String, Integer> producers = new LinkedHashMap<>();
    private final Map<String, Integer> groupNodes = new HashMap<>();
    private final Map<String, List<String>> featureGroups = new LinkedHashMap<>();
    private final Set<Integer> nameless = new HashSet<>();
    private final BitSet windowed = new BitSet();
    private final Set<Integer> tooWide = new HashSet<>();
    private final Map<Integer, List<Located<String>>> inputs = new HashMap<>();
    private final Map<Integer, List<Located<String>>> outputs = new HashMap<>();
    private final Set<Integer> openGroups = new HashSet<>();
    private final Set<Integer> behindOpen = new HashSet<>();
    private final List<List<Integer>> dependencies = new ArrayList<>();

    private Computations(
            Definition definition, FeatureExpansion expansion, GroupStates states, Diagnostics diagnostics) {
        this.states = states;
        this.features = expansion.columns();
        this.expansion = expansion;
        this.groups = definition.transforms();
        this.diagnostics = diagnostics;
    }

    static Computations of(
            Definition definition,
            WindowTable windows,
            Map<String, Span> schema,
            GroupStates states,
            Diagnostics diagnostics) {
        FeatureExpansion expansion = FeatureExpansion.of(definition.features(), windows, diagnostics);
        Computations computations = new Computations(definition, expansion, states, diagnostics);
        computations.taken.putAll(schema);
        computations.nameFeatures(schema);
        computations.nameFeatureGroups();
        computations.nameGroups();
        computations.nameShortGroups();
        computations.depend();
        computations.spreadWindowed();
        return computations;
    }

    private void nameFeatures(Map<String, Span> schema) {
        for (int node = 0; node < features.size(); node++) {
            Located<String> name = features.get(node).name();
            if (!take(name.value(), name.span(), taken(name.value(), features.get(node), schema), node)) {
                nameless.add(node);
            }
        }
    }

    /** That a name is taken, and what makes the columns where the file does not have their names. */
    private String taken(String name, ComputedFeature feature, Map<String, Span> schema) {
        String own = feature.written().written();
        Integer producer = producers.get(name);
        String other =
                producer == null ? name : features.get(producer).written().written();
        String before = schema.containsKey(name)
                ? "the schema has a column '" + name + "' already"
                : other.equals(name)
                        ? "there is a feature '" + name + "' already"
                        : "'" + other + "' makes a column '" + name + "' already";
        return own.equals(name) ? before : "'" + own + "' makes a column '" + name + "', and " + before;
    }

    /** A feature with several columns stands for all of them by its name. */
    private void nameFeatureGroups() {
        for (FeatureExpansion.Group group : expansion.groups().values()) {
            String name = group.name().value();
            Span before = taken.putIfAbsent(name, group.name().span());
            if (before == null) {
                featureGroups.put(name, List.copyOf(group.columns()));
            } else {
                diagnostics.add(
                        PlanCode.NAME_TAKEN,
                        group.name().span(),
                        "the name '" + name + "' is taken already",
                        "it is at " + before,
                        "'" + name + "' stands for " + Wording.list(group.columns()) + "; another name of it would do"
                                + (name.contains("{") ? "" : ", such as " + name + "_{}"));
            }
        }
    }

    /** Without its places in braces too, unless that is the name of something else. */
    private void nameShortGroups() {
        for (FeatureExpansion.Group group : expansion.groups().values()) {
            String name = group.name().value();
            String shorter = NamesLike.shortened(name);
            List<String> columns = featureGroups.get(name);
            if (columns != null
                    && !shorter.isEmpty()
                    && taken.putIfAbsent(shorter, group.name().span()) == null) {
                featureGroups.put(shorter, columns);
            }
        }
    }

    /** Group names first: a column may be listed by the name of its group, whatever stands first. */
    private void nameGroups() {
        for (int i = 0; i < groups.size(); i++) {
            Located<String> name = groups.get(i).name();
            Span before = taken.putIfAbsent(name.value(), name.span());
            if (before == null) {
                groupNodes.put(name.value(), features.size() + i);
            } else {
                diagnostics.add(
                        PlanCode.NAME_TAKEN,
                        name.span(),
                        "the name '" + name.value() + "' is taken already",
                        "it is at " + before,
                        "a group and a column need different names, because both can be listed in the output");
            }
        }
        Set<Integer> open = new HashSet<>();
        for (int i = 0; i < groups.size(); i++) {
            expand(features.size() + i, open);
        }
        for (int i = 0; i < groups.size(); i++) {
            nameOutputs(features.size() + i);
        }
    }

    /** The columns of a group, each once, with groups among them replaced by their output columns. */
    private List<Located<String>> expand(int node, Set<Integer> open) {
        List<Located<String>> known = inputs.get(node);
        if (known != null) {
            return known;
        }
        open.add(node);
        Map<String, Located<String>> expanded = new LinkedHashMap<>();
        for (Located<String> column : group(node).columns()) {
            Integer listed = groupNodes.get(column.value());
            List<String> feature = featureGroups.get(column.value());
            if (feature != null) {
                feature.forEach(name -> list(node, new Located<>(name, column.span()), expanded));
            } else if (listed == null || open.contains(listed)) {
                list(node, column, expanded);
            } else {
                expand(listed, open);
                if (openGroups.contains(listed)) {
                    openGroups.add(node);
                    behindOpen.add(node);
                }
                for (Located<String> output : outputs.getOrDefault(listed, List.of())) {
                    list(node, new Located<>(output.value(), column.span()), expanded);
                }
            }
        }
        open.remove(node);
        List<Located<String>> columns = List.copyOf(expanded.values());
        inputs.put(node, columns);
        expandOutputs(node, columns);
        return columns;
    }

    /** What comes out is known from what was fitted, or where no transformer changes the columns. */
    private void expandOutputs(int node, List<Located<String>> columns) {
        Definition.TransformGroup group = group(node);
        FittedTransform fitted = states.of(group, columns.size());
        List<Located<String>> names = null;
        if (fitted != null) {
            names = fittedOutputs(fitted, columns, group);
        } else if (!group.steps().isEmpty()
                && group.steps().stream()
                        .allMatch(step ->
                                Transformers.keepsColumns(step.transformer().value()))) {
            names = columns;
        }
        if (names == null) {
            openGroups.add(node);
            return;
        }
        outputs.put(
                node,
                names.stream()
                        .map(name -> new Located<>(name.value() + group.suffix(), name.span()))
                        .toList());
    }

    private static @Nullable List<Located<String>> fittedOutputs(
            FittedTransform fitted, List<Located<String>> columns, Definition.TransformGroup group) {
        List<BlockColumn> block = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            block.add(BlockColumn.input(i, columns.get(i).value(), BlockColumn.Kind.OPEN));
        }
        try {
            return fitted.state().outputs(block).stream()
                    .map(column -> new Located<>(
                            column.name(),
                            column.from().size() == 1
                                    ? columns.get(column.from().get(0)).span()
                                    : group.name().span()))
                    .toList();
        } catch (UnfitInputException e) {
            // A step inside gets other columns than it takes: told when the group is resolved.
            return null;
        }
    }

    private void list(int node, Located<String> column, Map<String, Located<String>> into) {
        String group = group(node).name().value();
        if (into.size() == MOST_COLUMNS) {
            if (tooWide.add(node)) {
                diagnostics.add(
                        PlanCode.TRANSFORM_COLUMNS,
                        group(node).name().span(),
                        "'" + group + "' has more than " + MOST_COLUMNS + " columns");
            }
        } else if (into.putIfAbsent(column.value(), column) != null) {
            diagnostics.add(
                    PlanCode.LISTED_TWICE,
                    column.span(),
                    "'" + column.value() + "' is in the columns of '" + group + "' already");
        }
    }

    private void nameOutputs(int node) {
        Definition.TransformGroup group = group(node);
        List<Located<String>> columns = outputsOf(node);
        Set<String> read = new HashSet<>();
        inputsOf(node).forEach(input -> read.add(input.value()));
        if (group.suffix().isEmpty() && columns.stream().anyMatch(column -> read.contains(column.value()))) {
            diagnostics.add(
                    PlanCode.NO_SUFFIX,
                    group.name().span(),
                    "the output columns of '" + group.name().value() + "' would have the names of its input columns",
                    "give them a suffix, such as suffix: _scaled");
            nameless.add(node);
            return;
        }
        for (Located<String> output : columns) {
            String name = output.value();
            take(
                    name,
                    output.span(),
                    "'" + group.name().value() + "' makes a column '" + name + "', and there is one already",
                    node);
        }
    }

    private boolean take(String name, Span span, String message, int node) {
        Span before = taken.putIfAbsent(name, span);
        if (before != null) {
            diagnostics.add(PlanCode.NAME_TAKEN, span, message, "it is at " + before);
            return false;
        }
        producers.put(name, node);
        return true;
    }

    private void depend() {
        for (ComputedFeature feature : features) {
            dependencies.add(producersOf(Names.textsIn(feature.expression())));
        }
        for (int i = 0; i < groups.size(); i++) {
            Set<String> names = new HashSet<>();
            inputsOf(features.size() + i).forEach(input -> names.add(input.value()));
            dependencies.add(producersOf(names));
        }
    }

    private List<Integer> producersOf(Set<String> names) {
        Set<Integer> nodes = new HashSet<>();
        for (String name : names) {
            Integer producer = producers.getOrDefault(name, groupNodes.get(name));
            if (producer != null) {
                nodes.add(producer);
            }
        }
        return nodes.stream().sorted().toList();
    }

    /** What needs something computed from an aggregate is computed from it too. */
    private void spreadWindowed() {
        List<List<Integer>> users = new ArrayList<>();
        for (int node = 0; node < count(); node++) {
            users.add(new ArrayList<>());
        }
        Deque<Integer> open = new ArrayDeque<>();
        for (int node = 0; node < count(); node++) {
            for (int needed : dependencies.get(node)) {
                users.get(needed).add(node);
            }
            if (isFeature(node)
                    && !Names.aggregatesIn(feature(node).expression()).isEmpty()) {
                open.push(node);
            }
        }
        while (!open.isEmpty()) {
            int node = open.pop();
            if (!windowed.get(node)) {
                windowed.set(node);
                users.get(node).forEach(open::push);
            }
        }
    }

    /** Whether a node is computed from an aggregate, be it by way of others. */
    boolean isWindowed(int node) {
        return windowed.get(node);
    }

    /** The features that look over windows of which nothing is known, so that their columns' names are not known either. */
    Set<String> open() {
        return expansion.open();
    }

    /** Groups of the columns of features, by name. */
    Map<String, List<String>> featureGroups() {
        return featureGroups;
    }

    /** The node that makes a column; null where none does. */
    @Nullable
    Integer producer(String column) {
        return producers.get(column);
    }

    int count() {
        return features.size() + groups.size();
    }

    /** The nodes that a node needs, each once, ascending. */
    List<Integer> dependencies(int node) {
        return dependencies.get(node);
    }

    boolean isFeature(int node) {
        return node < features.size();
    }

    ComputedFeature feature(int node) {
        return features.get(node);
    }

    Definition.TransformGroup group(int node) {
        return groups.get(node - features.size());
    }

    /** The columns that a group reads, groups among them replaced by their output columns. */
    List<Located<String>> inputsOf(int node) {
        return inputs.getOrDefault(node, List.of());
    }

    /** Whether a node may not have its name, or names, because something else has. */
    boolean isNameless(int node) {
        return nameless.contains(node);
    }

    /** Whether a group has more columns than are looked at. */
    boolean isTooWide(int node) {
        return tooWide.contains(node);
    }

    /** Whether the name is this node's. */
    boolean produces(int node, String name) {
        Integer producer = producers.get(name);
        return producer != null && producer == node;
    }

    @Nullable
    Integer groupNode(String name) {
        return groupNodes.get(name);
    }

    /** The computed columns' names. */
    Set<String> names() {
        return producers.keySet();
    }

    /** What a node is called in messages. */
    Located<String> name(int node) {
        return isFeature(node) ? feature(node).name() : group(node).name();
    }

    /** The output columns of a group, as far as the names are known, each where it comes from. */
    List<Located<String>> outputsOf(int node) {
        return outputs.getOrDefault(node, List.of());
    }

    /** Whether a group reads another one of which nobody can say which columns it has. */
    boolean readsOpen(int node) {
        return behindOpen.contains(node);
    }

    /** Whether nobody can say which columns a group has: it is not fitted, and what it is fitted on decides. */
    boolean isOpen(int node) {
        return openGroups.contains(node);
    }
}
