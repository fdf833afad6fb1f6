package dev.forebay.runtime.fit;

import dev.forebay.engine.fit.FitColumn;
import dev.forebay.plan.Plan;
import dev.forebay.runtime.backfill.TrainingOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What groups with a target encoder give for the events that they were fitted on, by event. */
final class TrainedColumns {
    private final Map<String, Group> groups = new HashMap<>();

    /** The columns of a group, and the row of each event of the fit. */
    private record Group(Map<Long, Integer> rows, List<FitColumn> columns) {}

    /** A column of a group. */
    private record Place(Group group, int column) {
        static final Place NONE = new Place(new Group(Map.of(), List.of()), 0);
    }

    /** @param rows the rows of {@code from} that the group was fitted on */
    void add(String group, Columns from, int[] rows, List<FitColumn> columns) {
        Map<Long, Integer> places = new HashMap<>(rows.length * 2);
        for (int i = 0; i < rows.length; i++) {
            places.put(from.event(rows[i]), i);
        }
        groups.put(group, new Group(places, columns));
    }

    /** What stands in place of the engine's values in the plan's output. */
    TrainingOutput.Replacement replacement(Plan plan) {
        Map<Integer, Place> bySlot = new HashMap<>();
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Transform transform) {
                Group group = groups.get(transform.group());
                for (int k = 0; group != null && k < transform.outputs().size(); k++) {
                    bySlot.put(transform.outputs().get(k), new Place(group, k));
                }
            }
        }
        List<Place> places = new ArrayList<>();
        for (Plan.OutputColumn column : plan.output()) {
            places.add(bySlot.getOrDefault(column.slot(), Place.NONE));
        }
        return (column, partition, offset, otherwise) -> {
            Place place = places.get(column);
            Integer row = place.group().rows().get(Columns.event(partition, offset));
            return row == null
                    ? otherwise
                    : ((FitColumn.Numbers) place.group().columns().get(place.column())).values()[row];
        };
    }
}
