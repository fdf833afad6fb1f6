package dev.forebay.plan.explain;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.AggregateText;
import dev.forebay.plan.window.Grouping;
import dev.forebay.plan.window.WindowRule;
import dev.forebay.plan.window.Windowing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Notes what is to be told of the windows of a plan and the aggregates on them. */
final class WindowExplainer {
    private final Plan plan;
    private final Windowing windowing;
    private final IntFunction<String> name;

    /** @param name the name of a slot */
    WindowExplainer(Plan plan, IntFunction<String> name) {
        this.plan = plan;
        this.windowing = plan.windowing();
        this.name = name;
    }

    /** The places of the aggregates that an expression uses, each once, in the order of the text. */
    static Set<Integer> aggregatesIn(TypedExpression expression) {
        Set<Integer> places = new LinkedHashSet<>();
        collect(expression, places);
        return places;
    }

    private static void collect(TypedExpression expression, Set<Integer> into) {
        if (expression instanceof TypedExpression.AggregateRef ref) {
            into.add(ref.aggregate());
        }
        expression.operands().forEach(operand -> collect(operand, into));
    }

    /** The expressions that an aggregate reads of each event. */
    static List<TypedExpression> parts(AggregateRule aggregate) {
        return Stream.of(aggregate.argument(), aggregate.filter())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    List<PlanExplanation.WindowLine> windows() {
        return windowing.windows().stream()
                .map(window -> new PlanExplanation.WindowLine(
                        window.name(),
                        by(windowing.groupings().get(window.grouping())),
                        window.isSliding() ? "last" : window.isLifetime() ? "lifetime" : "rows",
                        window.lastMicros(),
                        window.rows(),
                        window.delayMicros(),
                        window.excludesCurrent(),
                        window.idleMicros(),
                        window.origin().place()))
                .toList();
    }

    List<PlanExplanation.AggregateLine> aggregates() {
        List<List<String>> users = new ArrayList<>();
        windowing.aggregates().forEach(aggregate -> users.add(new ArrayList<>()));
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Feature feature) {
                aggregatesIn(feature.expression())
                        .forEach(place -> users.get(place).add(name.apply(feature.slot())));
            }
        }
        List<PlanExplanation.AggregateLine> lines = new ArrayList<>();
        for (int place = 0; place < users.size(); place++) {
            AggregateRule aggregate = windowing.aggregates().get(place);
            lines.add(new PlanExplanation.AggregateLine(
                    AggregateText.of(aggregate, windowing),
                    windowing.windows().get(aggregate.window()).name(),
                    aggregate.type().toString(),
                    aggregate.nullable(),
                    users.get(place),
                    aggregate.origin().place()));
        }
        return lines;
    }

    List<PlanExplanation.KeyState> state() {
        List<PlanExplanation.KeyState> state = new ArrayList<>();
        for (int grouping = 0; grouping < windowing.groupings().size(); grouping++) {
            state.add(new PlanExplanation.KeyState(
                    by(windowing.groupings().get(grouping)),
                    windowsOf(grouping),
                    keeps(grouping),
                    PlanExplanation.KeyState.UNKNOWN,
                    PlanExplanation.KeyState.UNKNOWN));
        }
        return state;
    }

    private List<String> windowsOf(int grouping) {
        return windowing.windows().stream()
                .filter(window -> window.grouping() == grouping)
                .map(WindowRule::name)
                .toList();
    }

    private List<String> keeps(int grouping) {
        BitSet slots = new BitSet();
        for (AggregateRule aggregate : windowing.aggregates()) {
            if (windowing.windows().get(aggregate.window()).grouping() == grouping) {
                parts(aggregate).forEach(part -> slots.or(Explainer.reads(part)));
            }
        }
        return slots.stream().mapToObj(name).toList();
    }

    private List<String> by(Grouping grouping) {
        return grouping.keySlots().stream().map(name::apply).toList();
    }
}
