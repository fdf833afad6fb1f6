package dev.forebay.plan;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.Field;
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
            List<Plan.Slot> columns,
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
        for (Plan.Step step : steps) {
            if (step instanceof Plan.Step.Feature feature) {
                requireKnown(feature.expression(), known, columns);
                requireType(
                        columns.get(feature.slot())
                                .type()
                                .equals(feature.expression().type()),
                        step);
                known[feature.slot()] = true;
            } else if (step instanceof Plan.Step.Transform transform) {
                for (int input : transform.inputs()) {
                    requireType(known[input] && columns.get(input).type().isNumeric(), step);
                }
                for (int output : transform.outputs()) {
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
