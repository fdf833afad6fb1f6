package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Parameter;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.Origin;
import dev.forebay.types.Field;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The section {@code schema}: fields and the rules of single columns. */
final class SchemaResolver {
    private final List<Field> fields = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<Plan.Constraint> constraints = new ArrayList<>();
    private final Map<String, Taint> taints = new LinkedHashMap<>();
    private final Map<String, Span> names = new LinkedHashMap<>();
    private final Set<String> unread;
    private final boolean families;

    /**
     * @param unread names that exist, and whose own mistakes are told elsewhere
     * @param families whether there are windows, so that a feature may make other names than its own
     */
    SchemaResolver(Definition definition, Set<String> unread, boolean families, Diagnostics into) {
        this.unread = unread;
        this.families = families;
        ConstraintResolver rules = new ConstraintResolver(into);
        for (Definition.SchemaColumn column : definition.schema()) {
            String name = column.name().value();
            Span before = names.putIfAbsent(name, column.name().span());
            if (before != null) {
                into.add(
                        PlanCode.NAME_TAKEN,
                        column.name().span(),
                        "the schema has a column '" + name + "' already",
                        "it is at " + before);
                continue;
            }
            constraints.addAll(rules.resolve(column, fields.size()));
            fields.add(
                    new Field(name, column.from(), column.type().value(), column.timestampFormat(), column.optional()));
            origins.add(Wording.origin(column.name().span()));
            Taint taint = Taint.of(column);
            if (taint != null) {
                taints.put(name, taint);
            }
        }
        for (Definition.TransformGroup group : definition.transforms()) {
            Parameter target = StepsToFit.target(group);
            if (target != null && !target.isList() && names.containsKey(target.text())) {
                taints.putIfAbsent(target.text(), Taint.ofTarget(target.text()));
            }
        }
    }

    List<Field> fields() {
        return fields;
    }

    List<Origin> origins() {
        return origins;
    }

    List<Plan.Constraint> constraints() {
        return constraints;
    }

    /** The columns' names and where they are declared. */
    Map<String, Span> names() {
        return names;
    }

    /** A new scope with the columns of the schema in it. */
    Scope scope() {
        Scope scope = new Scope();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            scope.bind(new Plan.Slot(field.name(), field.type(), field.optional(), origins.get(i)));
        }
        taints.forEach(scope::addTaint);
        for (String name : unread) {
            scope.bindBroken(name);
            if (families || name.contains("{")) {
                scope.bindBrokenLike(name);
            }
        }
        return scope;
    }

    /** When a column's value is known; null where it is with its event. */
    @Nullable
    Taint taint(String name) {
        return taints.get(name);
    }

    /** Whether the mistake of a name that has no slot is told elsewhere. */
    boolean isUnread(String name) {
        return unread.contains(name);
    }

    /** The slot of a column, or -1. */
    int slotOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
