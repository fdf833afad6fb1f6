package dev.forebay.engine;

import dev.forebay.engine.expression.Program;
import dev.forebay.engine.expression.Values;
import dev.forebay.engine.function.PatternMatch;
import dev.forebay.plan.Plan;
import dev.forebay.plan.Plan.Constraint;
import dev.forebay.plan.expression.Origin;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.expression.TypedExpression.ColumnRef;
import dev.forebay.plan.expression.TypedExpression.Constant;
import dev.forebay.types.Type;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.StringVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Compiles a plan's constraints, in the order they are told. */
final class ColumnRules {
    private final Plan plan;
    private final Program program;
    private final int capacity;
    private final List<ColumnRule> rules = new ArrayList<>();

    private ColumnRules(Plan plan, Program program, int capacity) {
        this.plan = plan;
        this.program = program;
        this.capacity = capacity;
    }

    static List<ColumnRule> compile(Plan plan, Program program, int capacity) {
        ColumnRules compiler = new ColumnRules(plan, program, capacity);
        plan.constraints().forEach(compiler::compile);
        return List.copyOf(compiler.rules);
    }

    private void compile(Constraint constraint) {
        Plan.Slot slot = plan.columns().get(constraint.slot());
        Origin origin = constraint.origin();
        ColumnRef column = new ColumnRef(constraint.slot(), slot.name(), slot.type(), slot.nullable(), origin);
        if (constraint instanceof Constraint.Bound bound) {
            bound(column, bound);
        } else if (constraint instanceof Constraint.OneOf oneOf) {
            rule(
                    column,
                    new TypedExpression.InSet(column, oneOf.values(), origin),
                    ReasonCode.NOT_IN_SET,
                    "one of "
                            + oneOf.values().stream()
                                    .map(value -> Values.text(value.type(), value.value()))
                                    .collect(Collectors.joining(", ")));
        } else if (constraint instanceof Constraint.Matches matches) {
            matches(column, matches);
        } else if (constraint instanceof Constraint.Length length) {
            length(column, length);
        }
    }

    private void bound(ColumnRef column, Constraint.Bound constraint) {
        Constant bound = constraint.bound();
        String text = Values.text(bound.type(), bound.value());
        if (constraint.lower()) {
            rule(column, Conditions.atLeast(column, bound), ReasonCode.BELOW_MIN, "at least " + text);
        } else {
            rule(column, Conditions.atMost(column, bound), ReasonCode.ABOVE_MAX, "at most " + text);
        }
    }

    private void length(ColumnRef column, Constraint.Length constraint) {
        TypedExpression length = Conditions.length(column);
        if (constraint.minimum() > 0) {
            Constant minimum = new Constant(Type.LONG, constraint.minimum(), constraint.origin());
            rule(
                    column,
                    Conditions.atLeast(length, minimum),
                    ReasonCode.TOO_SHORT,
                    "at least " + minimum.value() + " characters");
        }
        if (constraint.maximum() < Long.MAX_VALUE) {
            Constant maximum = new Constant(Type.LONG, constraint.maximum(), constraint.origin());
            rule(
                    column,
                    Conditions.atMost(length, maximum),
                    ReasonCode.TOO_LONG,
                    "at most " + maximum.value() + " characters");
        }
    }

    private void matches(ColumnRef column, Constraint.Matches constraint) {
        StringVector text = (StringVector) program.column(column.slot());
        BooleanVector holds = new BooleanVector(capacity);
        PatternMatch match = new PatternMatch(constraint.pattern());
        program.append(rows -> match.whole(text, holds, rows));
        add(column, holds, ReasonCode.PATTERN, "matches " + constraint.pattern().pattern());
    }

    private void rule(ColumnRef column, TypedExpression condition, ReasonCode code, String words) {
        add(column, (BooleanVector) program.add(condition), code, words);
    }

    private void add(ColumnRef column, BooleanVector holds, ReasonCode code, String words) {
        rules.add(new ColumnRule(
                holds,
                program.column(column.slot()),
                column.name(),
                code,
                words,
                column.origin().place()));
    }
}
