package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import dev.forebay.plan.function.FunctionLibrary;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.types.diagnostic.Diagnostics;
import dev.forebay.types.diagnostic.NearestName;
import dev.forebay.types.diagnostic.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of aggregates: those that are available, those that come later, and what others call them. */
final class AggregateNames {
    private static final List<String> AVAILABLE = Arrays.stream(AggregateFunction.values())
            .map(AggregateFunction::sqlName)
            .distinct()
            .toList();

    private static final Set<String> LATER = Set.of(
            "APPROX_COUNT_DISTINCT",
            "APPROX_PERCENTILE",
            "EXP_DECAY_SUM",
            "TOP_K",
            "LINEAR_TREND",
            "LAST_N",
            "HISTOGRAM");

    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("MEAN", "AVG(x)"),
            Map.entry("AVERAGE", "AVG(x)"),
            Map.entry("STD", "STDDEV_SAMP(x)"),
            Map.entry("STDDEV", "STDDEV_SAMP(x)"),
            Map.entry("STDEV", "STDDEV_SAMP(x)"),
            Map.entry("VAR", "VAR_SAMP(x)"),
            Map.entry("VARIANCE", "VAR_SAMP(x)"),
            Map.entry("MEDIAN", "APPROX_PERCENTILE(x, 0.5)"),
            Map.entry("PERCENTILE", "APPROX_PERCENTILE(x, p)"),
            Map.entry("PERCENTILE_CONT", "APPROX_PERCENTILE(x, p)"),
            Map.entry("QUANTILE", "APPROX_PERCENTILE(x, p)"),
            Map.entry("NUNIQUE", "COUNT(DISTINCT x)"),
            Map.entry("COUNT_DISTINCT", "COUNT(DISTINCT x)"),
            Map.entry("COUNTD", "COUNT(DISTINCT x)"),
            Map.entry("COUNT_IF", "COUNT(*) FILTER (WHERE condition)"),
            Map.entry("COUNTIF", "COUNT(*) FILTER (WHERE condition)"),
            Map.entry("SUM_IF", "SUM(x) FILTER (WHERE condition)"),
            Map.entry("SUMIF", "SUM(x) FILTER (WHERE condition)"),
            Map.entry("FIRST", "FIRST_VALUE(x)"),
            Map.entry("LAST", "LAST_VALUE(x)"),
            Map.entry("ANY_VALUE", "FIRST_VALUE(x)"),
            Map.entry("PREVIOUS", "LAG(x)"),
            Map.entry("ROW_NUMBER", "COUNT(*)"),
            Map.entry("EVERY", "MIN(x)"),
            Map.entry("BOOL_AND", "MIN(x)"),
            Map.entry("BOOL_OR", "MAX(x)"));

    private AggregateNames() {}

    /** Whether a name is an aggregate's, be it one that comes later. */
    static boolean isAggregate(String function) {
        return AVAILABLE.contains(function) || LATER.contains(function);
    }

    /** The aggregate that is called; empty after saying that there is none. */
    static Optional<AggregateFunction> find(Expression.Aggregate node, Diagnostics into) {
        String name = node.function();
        if (AVAILABLE.contains(name)) {
            AggregateFunction function = AggregateFunction.valueOf(name);
            return Optional.of(
                    function == AggregateFunction.COUNT && node.distinct()
                            ? AggregateFunction.COUNT_DISTINCT
                            : function);
        }
        if (LATER.contains(name)) {
            reportLater(name, node.functionSpan(), into);
        } else {
            reportNone(name, node.functionSpan(), into);
        }
        return Optional.empty();
    }

    private static void reportLater(String name, Span span, Diagnostics into) {
        into.add(
                PlanCode.NOT_YET_AVAILABLE,
                span,
                "the aggregate " + name + " is not yet available",
                "available: " + String.join(", ", AVAILABLE));
    }

    private static void reportNone(String name, Span span, Diagnostics into) {
        List<String> notes = new ArrayList<>();
        Optional<String> meant = Optional.ofNullable(ELSEWHERE.get(name)).or(() -> NearestName.of(name, AVAILABLE));
        boolean ofOneEvent = FunctionLibrary.find(name).isPresent();
        if (ofOneEvent) {
            notes.add(name + " is a function of one event: take FILTER and OVER away, or put it inside an aggregate");
        }
        notes.add("aggregates: " + String.join(", ", AVAILABLE));
        meant.filter(near -> !ofOneEvent)
                .ifPresent(near -> notes.add("did you mean " + near + "?"
                        + (LATER.contains(near.replaceAll("\\(.*", "")) ? " It is not yet available" : "")));
        into.add(PlanCode.NO_AGGREGATE, span, "'" + name + "' is not an aggregate", notes.toArray(String[]::new));
    }

    /** Says that an aggregate does not say what it looks over. */
    static void reportNoWindow(
            String function, String example, Span span, Collection<String> windows, Diagnostics into) {
        if (LATER.contains(function)) {
            reportLater(function, span, into);
            return;
        }
        List<String> notes = new ArrayList<>();
        if (function.equals("MAX") || function.equals("MIN")) {
            notes.add("of several values of one event: " + (function.equals("MAX") ? "GREATEST" : "LEAST") + "(a, b)");
        }
        notes.add("an aggregate looks over a window: " + example + " OVER "
                + (windows.isEmpty() ? "customer_7d" : windows.iterator().next()));
        notes.add(
                windows.isEmpty()
                        ? "there are no windows; they are defined under 'windows'"
                        : "windows: " + Wording.list(windows));
        into.add(PlanCode.NO_WINDOW, span, function + " does not say over which window", notes.toArray(String[]::new));
    }
}
