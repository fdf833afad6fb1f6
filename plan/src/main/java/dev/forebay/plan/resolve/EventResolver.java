package dev.forebay.plan.resolve;

import dev.forebay.definition.Definition;
import dev.forebay.definition.Located;
import dev.forebay.plan.Plan;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The section {@code event}. */
final class EventResolver {
    private static final Set<Type.Kind> IDS = Set.of(Type.Kind.STRING, Type.Kind.LONG);
    private static final Set<Type.Kind> TIMES = Set.of(Type.Kind.TIMESTAMP);

    private final Definition definition;
    private final SchemaResolver schema;
    private final Diagnostics into;

    EventResolver(Definition definition, SchemaResolver schema, Diagnostics into) {
        this.definition = definition;
        this.schema = schema;
        this.into = into;
    }

    Plan.EventRule resolve() {
        Definition.Event event = definition.event();
        if (event == null) {
            return Plan.EventRule.none(Resolver.sectionOrigin(definition, null));
        }
        int id = column(event.id(), "id", IDS, "a string or long");
        int time = column(event.time(), "time", TIMES, "a timestamp");
        require(event.lateness(), "lateness", event.time(), "time");
        require(event.future(), "future", event.time(), "time");
        require(event.duplicatesWithin(), "duplicates", event.time(), "time");
        require(event.duplicatesWithin(), "duplicates", event.id(), "id");
        require(event.idle(), "idle", event.time(), "time");
        if (event.order().value() == Definition.Order.TIME) {
            require(event.order(), "order", event.time(), "time");
        }
        return new Plan.EventRule(
                id,
                time,
                event.order().value() == Definition.Order.TIME,
                Durations.micros(event.lateness(), 0),
                Durations.micros(event.future(), -1),
                Durations.micros(event.duplicatesWithin(), -1),
                Durations.micros(event.idle(), -1),
                Wording.origin(event.span()));
    }

    private int column(@Nullable Located<String> name, String key, Set<Type.Kind> kinds, String expected) {
        if (name == null) {
            return -1;
        }
        int slot = schema.slotOf(name.value());
        if (slot < 0 && schema.isUnread(name.value())) {
            return -1;
        }
        if (slot < 0) {
            List<String> notes = new ArrayList<>();
            notes.add("columns of the schema: " + Wording.list(schema.names().keySet()));
            NearestName.of(name.value(), schema.names().keySet())
                    .ifPresent(near -> notes.add("did you mean '" + near + "'?"));
            into.add(
                    PlanCode.EVENT_COLUMN,
                    name.span(),
                    "event." + key + " is '" + name.value() + "', which the schema does not have",
                    notes.toArray(String[]::new));
            return -1;
        }
        Field field = schema.fields().get(slot);
        if (!kinds.contains(field.type().kind())) {
            into.add(
                    PlanCode.EVENT_COLUMN_TYPE,
                    name.span(),
                    "event." + key + " must be " + expected + ", and '" + field.name() + "' is a " + field.type(),
                    key.equals("time")
                            ? "numbers since 1970 are timestamps too: {type: timestamp, format: epoch_millis}"
                            : "choose a column that is a string or long");
        }
        Taint taint = schema.taint(field.name());
        if (taint != null && taint.micros() > 0) {
            Taints.refuse(name, "it cannot be event." + key, schema.scope(), into);
        } else if (field.optional()) {
            into.add(
                    PlanCode.EVENT_COLUMN_OPTIONAL,
                    name.span(),
                    "event." + key + " is '" + field.name() + "', which is optional",
                    "every event must have it: take 'optional: true' from the column");
        }
        return slot;
    }

    private void require(
            @Nullable Located<?> rule, String ruleKey, @Nullable Located<String> column, String columnKey) {
        if (rule != null && column == null) {
            into.add(
                    PlanCode.EVENT_COLUMN_MISSING,
                    rule.span(),
                    "event." + ruleKey + " needs event." + columnKey + ", which is not given",
                    columnKey.equals("time")
                            ? "time: the column that says when an event happened"
                            : "id: the column that identifies an event");
        }
    }
}
