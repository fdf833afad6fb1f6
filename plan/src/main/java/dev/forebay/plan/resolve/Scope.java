package dev.forebay.plan.resolve;

import dev.forebay.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that expressions may use, as far as they are known. Not thread-safe. */
final class Scope {
    private final List<Plan.Slot> slots = new ArrayList<>();
    private final Map<String, Integer> slotByName = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final List<NamesLike> brokenLike = new ArrayList<>();
    private final Set<String> computed = new HashSet<>();
    private final Set<String> windowed = new HashSet<>();
    private final Map<String, Taint> taints = new HashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    /** Adds a column that has its type. */
    int bind(Plan.Slot slot) {
        slots.add(slot);
        slotByName.putIfAbsent(slot.name(), slots.size() - 1);
        names.add(slot.name());
        return slots.size() - 1;
    }

    /** Adds a name that stands for a column whose own mistake is told elsewhere. */
    void bindBroken(String name) {
        broken.add(name);
        names.add(name);
    }

    /** Adds all names that a feature may make whose windows are not known, or that was not read. */
    void bindBrokenLike(String feature) {
        broken.add(feature);
        broken.add(NamesLike.shortened(feature));
        brokenLike.add(NamesLike.of(feature));
    }

    /** Says that a name is of a column that is computed from aggregates. */
    void addWindowed(String name) {
        windowed.add(name);
    }

    /** Says that a column's value is known only later than its event. */
    void addTaint(String name, Taint taint) {
        taints.put(name, taint);
    }

    /** Says that a name is of a computed column, for those who may not read such. */
    void addComputed(String name) {
        computed.add(name);
    }

    void addGroup(String name, List<String> columns) {
        groups.put(name, List.copyOf(columns));
    }

    @Nullable
    Integer slotOf(String name) {
        return slotByName.get(name);
    }

    Plan.Slot slot(int index) {
        return slots.get(index);
    }

    List<Plan.Slot> slots() {
        return List.copyOf(slots);
    }

    boolean isBroken(String name) {
        return broken.contains(name) || brokenLike.stream().anyMatch(like -> like.includes(name));
    }

    /** Whether a column is computed from aggregates, be it by way of others. */
    boolean isWindowed(String name) {
        return windowed.contains(name);
    }

    /** The names that can be written where there can be no aggregates, in the order they were added. */
    Set<String> rowLevelNames() {
        Set<String> rowLevel = new LinkedHashSet<>(names);
        rowLevel.removeAll(windowed);
        return rowLevel;
    }

    /** When a column's value is known; null where it is with its event. */
    @Nullable
    Taint taint(String name) {
        return taints.get(name);
    }

    boolean isComputed(String name) {
        return computed.contains(name);
    }

    @Nullable
    List<String> group(String name) {
        return groups.get(name);
    }

    /** Every name that stands for columns: what an output may list. */
    Set<String> namesAndGroups() {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(groups.keySet());
        return all;
    }

    /** Every name that can be written, in the order it was added. */
    Set<String> names() {
        return names;
    }
}
