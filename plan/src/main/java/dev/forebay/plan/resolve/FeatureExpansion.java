package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.definition.expression.Expression;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Repeats each feature for the windows of the family that it looks over, and names the columns. */
final class FeatureExpansion {
    static final int MOST_COLUMNS = 10_000;
    private static final String PLACE = "{}";

    private final WindowTable windows;
    private final Diagnostics into;
    private final List<ComputedFeature> columns = new ArrayList<>();
    private final Set<String> open = new LinkedHashSet<>();
    private boolean tooMany;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** The columns that a name stands for that is no column's. */
    record Group(Located<String> name, Set<String> columns) {}

    private FeatureExpansion(WindowTable windows, Diagnostics into) {
        this.windows = windows;
        this.into = into;
    }

    static FeatureExpansion of(List<Definition.Feature> features, WindowTable windows, Diagnostics into) {
        FeatureExpansion expansion = new FeatureExpansion(windows, into);
        features.forEach(expansion::expand);
        return expansion;
    }

    /** Features that look over windows of which nothing is known. */
    Set<String> open() {
        return open;
    }

    /** In the order of the features. */
    List<ComputedFeature> columns() {
        return columns;
    }

    /** By name: a feature's own where it has several columns, as it is written and as {@code each} fills it. */
    Map<String, Group> groups() {
        return groups;
    }

    private void expand(Definition.Feature feature) {
        Set<String> families = new LinkedHashSet<>();
        boolean unknown = false;
        boolean broken = false;
        for (Expression.Aggregate aggregate : Names.aggregatesIn(feature.expression())) {
            Expression.Name window = aggregate.window();
            if (window == null) {
                continue;
            }
            String name = window.name();
            if (windows.isUnread(name)) {
                unknown = true;
            } else if (!windows.contains(name)) {
                // What is told of it is told where it is resolved; its columns are named as if the nearest had been
                // written.
                unknown = true;
                name = windows.nearest(name).orElse(name);
            }
            if (windows.family(name) != null && families.add(name) && families.size() == 2) {
                broken = true;
                into.add(
                        PlanCode.SEVERAL_FAMILIES,
                        window.span(),
                        "'" + families.iterator().next() + "' and '" + name
                                + "' are both families of windows, and an expression looks over one family at most",
                        "name a window of one of them, such as OVER " + firstMember(name),
                        "or make two features, and a third that uses their columns");
            }
        }
        if (unknown) {
            open.add(feature.written());
        }
        if (families.isEmpty()) {
            single(feature, unknown);
        } else if (isTooMuch(families.iterator().next(), feature)) {
            // Its columns are not made, so that neither time nor memory is spent on them; its name stays known.
            columns.add(new ComputedFeature(feature, feature.name(), null, null, true));
        } else {
            repeated(feature, families.iterator().next(), broken);
        }
    }

    /** Whether the columns of a feature are more than there may be; said once. */
    private boolean isTooMuch(String family, Definition.Feature feature) {
        List<WindowTable.Member> members = windows.family(family);
        int more = members == null ? 0 : members.size();
        if (columns.size() + more <= MOST_COLUMNS) {
            return false;
        }
        if (!tooMany) {
            tooMany = true;
            into.add(
                    PlanCode.TOO_MANY_COLUMNS,
                    feature.name().span(),
                    "the features have more than 10,000 columns",
                    "a feature over a family has a column for each of its windows, and '" + family + "' has " + more);
        }
        return true;
    }

    private String firstMember(String family) {
        List<WindowTable.Member> members = windows.family(family);
        return members == null || members.isEmpty() ? family : members.get(0).name();
    }

    private void single(Definition.Feature feature, boolean unknown) {
        boolean placed = feature.name().value().contains(PLACE);
        if (placed && !unknown) {
            into.add(
                    PlanCode.SUFFIX_WITHOUT_FAMILY,
                    feature.name().span(),
                    "'" + feature.written()
                            + "' has a place for a suffix, and its expression looks over no family of windows",
                    familyOf(feature),
                    "without a family, take {} away");
        }
        add(feature, new ComputedFeature(feature, feature.name(), null, null, placed || unknown));
    }

    /** What would be a family for a feature that looks over a single window, or over none. */
    private String familyOf(Definition.Feature feature) {
        for (Expression.Aggregate aggregate : Names.aggregatesIn(feature.expression())) {
            String name = aggregate.window() == null ? "" : aggregate.window().name();
            Definition.Window written = windows.written(name);
            if (written != null && written.isFamily()) {
                String family = written.name().value();
                return "'" + name + "' is one window of the family '" + family + "': for all of them write OVER "
                        + family;
            }
        }
        return "a family is a window with several lengths: last: [1d, 7d]";
    }

    private void repeated(Definition.Feature feature, String family, boolean broken) {
        List<WindowTable.Member> members = windows.family(family);
        for (WindowTable.Member member : members == null ? List.<WindowTable.Member>of() : members) {
            Located<String> name = feature.name().map(written -> named(written, member.suffix()));
            add(feature, new ComputedFeature(feature, name, family, member.name(), broken));
        }
    }

    private static String named(String written, String suffix) {
        return written.contains(PLACE) ? written.replace(PLACE, suffix) : written + "_" + suffix;
    }

    private void add(Definition.Feature feature, ComputedFeature column) {
        columns.add(column);
        String name = column.name().value();
        group(feature.name(), name);
        group(feature.name().map(filled -> feature.written()), name);
    }

    private void group(Located<String> group, String column) {
        if (!group.value().equals(column)) {
            groups.computeIfAbsent(group.value(), name -> new Group(group, new LinkedHashSet<>()))
                    .columns()
                    .add(column);
        }
    }
}
