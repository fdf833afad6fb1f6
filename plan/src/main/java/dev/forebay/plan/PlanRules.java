package dev.forebay.plan;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.Field;
import dev.forebay.types.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of every plan, whoever made it. */
final class PlanRules {
    private PlanRules() {}

    static void require(
            List<Field> fields,
            Plan.EventRule event,
            List<Plan.Slot> columns,
            Windowing windowing,
            List<Plan.Step> steps,
            List<Plan.OutputColumn> keep,
            List<Plan.OutputColumn> vector) {
        for (int i = 0; i < fields.size(); i++) {
            if (!columns.get(i).type().equals(fields.get(i).type())) {
                throw new IllegalArgumentException("slot " + i + " is not field " + fields.get(i));
            }
        }
        boolean[] known = new boolean[columns.size()];
        Arrays.fill(known, 0, fields.size(), true);
        int before = stepsBeforeWindows(steps);
        for (int i = 0; i <= steps.size(); i++) {
            if (i == before) {
                requireWindows(event, windowing, known, columns);
            }
            if (i == steps.size()) {
                break;
            }
            Plan.Step step = steps.get(i);
            if (step instanceof Plan.Step.Feature feature) {
                requireAggregates(feature.expression(), windowing);
                requireKnown(feature.expression(), known, columns);
                requireType(
                        columns.get(feature.slot())
                                .type()
                                .equals(feature.expression().type()),
                        step);
                known[feature.slot()] = true;
            } else if (step instanceof Plan.Step.Transform transform) {
                for (int input : transform.inputs()) {
                    requireType(
                            known[input] && isTransformable(columns.get(input).type()), step);
                }
                for (int output : transform.outputs()) {
                    known[output] = true;
                }
            } else if (step instanceof Plan.Step.Score score) {
                requireType(i == steps.size() - 1, step);
                for (int input : score.inputs()) {
                    Type type = columns.get(input).type();
                    requireType(known[input] && (type.isNumeric() || type.kind() == Type.Kind.BOOLEAN), step);
                }
                for (int output : score.outputs()) {
                    known[output] = true;
                }
            }
        }
        for (Plan.OutputColumn output : withoutRepeats(keep, vector)) {
            requireType(
                    known[output.slot()]
                            && columns.get(output.slot())
                                    .type()
                                    .equals(output.column().type()),
                    output);
        }
    }

    private static boolean isTransformable(Type type) {
        return type.isNumeric() || type.kind() == Type.Kind.BOOLEAN || type.kind() == Type.Kind.STRING;
    }

    static int stepsBeforeWindows(List<Plan.Step> steps) {
        int count = 0;
        while (count < steps.size() && !usesAggregates(steps.get(count))) {
            count++;
        }
        return count;
    }

    private static boolean usesAggregates(Plan.Step step) {
        return step instanceof Plan.Step.Feature feature && usesAggregates(feature.expression());
    }

    private static boolean usesAggregates(TypedExpression expression) {
        return expression instanceof TypedExpression.AggregateRef
                || expression.operands().stream().anyMatch(PlanRules::usesAggregates);
    }

    /** Keys, arguments and filters read only what is computed before windows. */
    private static void requireWindows(
            Plan.EventRule event, Windowing windowing, boolean[] known, List<Plan.Slot> columns) {
        requireType(windowing.isEmpty() || event.timeSlot() >= 0, "windows without an event time");
        for (Grouping grouping : windowing.groupings()) {
            for (int slot : grouping.keySlots()) {
                requireType(known[slot], grouping);
            }
        }
        for (AggregateRule aggregate : windowing.aggregates()) {
            TypedExpression argument = aggregate.argument();
            TypedExpression filter = aggregate.filter();
            if (argument != null) {
                requireType(!usesAggregates(argument), aggregate);
                requireKnown(argument, known, columns);
            }
            if (filter != null) {
                requireType(!usesAggregates(filter), aggregate);
                requireKnown(filter, known, columns);
            }
        }
    }

    private static void requireAggregates(TypedExpression expression, Windowing windowing) {
        if (expression instanceof TypedExpression.AggregateRef ref) {
            boolean exists = ref.aggregate() < windowing.aggregates().size();
            requireType(
                    exists && windowing.aggregates().get(ref.aggregate()).type().equals(ref.type()), ref);
        }
        expression.operands().forEach(operand -> requireAggregates(operand, windowing));
    }

    static List<Plan.OutputColumn> withoutRepeats(List<Plan.OutputColumn> first, List<Plan.OutputColumn> then) {
        Set<String> names = new HashSet<>();
        List<Plan.OutputColumn> all = new ArrayList<>();
        for (List<Plan.OutputColumn> part : List.of(first, then)) {
            for (Plan.OutputColumn column : part) {
                if (names.add(column.column().name())) {
                    all.add(column);
                }
            }
        }
        return List.copyOf(all);
    }

    private static void requireKnown(TypedExpression expression, boolean[] known, List<Plan.Slot> columns) {
        if (expression instanceof TypedExpression.ColumnRef ref) {
            requireType(known[ref.slot()] && columns.get(ref.slot()).type().equals(ref.type()), ref);
        }
        for (TypedExpression operand : expression.operands()) {
            requireKnown(operand, known, columns);
        }
    }

    private static void requireType(boolean holds, Object what) {
        if (!holds) {
            throw new IllegalArgumentException("not bound or ill-typed: " + what);
        }
    }
}
