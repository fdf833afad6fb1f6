package dev.forebay.benchmarks.keys;

import dev.forebay.benchmarks.harness.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Costs as Markdown. */
public final class KeyReport {

    private final List<WindowCost.Cost> costs;

    public KeyReport(List<WindowCost.Cost> costs) {
        this.costs = List.copyOf(costs);
    }

    /** A table of each group of loads; rates are also over the group's first load's, round by round. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        for (String group :
                costs.stream().map(WindowCost.Cost::group).distinct().toList()) {
            List<WindowCost.Cost> of =
                    costs.stream().filter(cost -> cost.group().equals(group)).toList();
            text.append("\n## By %s%n%n".formatted(group))
                    .append(
                            "| load | keys | events held | events/s | over the first | ns CPU/event | state MB"
                                    + " | bytes/key | bytes/event held | heap MB |\n|---|---|---|---|---|---|---|---|---|---|\n");
            of.stream().map(WindowCost.Cost::what).distinct().forEach(what -> text.append(row(of, what)));
            text.append(lastOverFirst(of));
        }
        return text.toString();
    }

    private static String lastOverFirst(List<WindowCost.Cost> group) {
        String first = group.get(0).what();
        String last = group.get(group.size() - 1).what();
        Spread ratio = Spread.of(group.stream()
                .filter(cost -> cost.what().equals(last))
                .mapToDouble(cost -> first(group, cost.round()) / cost.nanos()));
        return "%n%s over %s: %s of the throughput%s%n"
                .formatted(
                        last,
                        first,
                        ratio.text(),
                        group.get(0).group().equals("keys") ? "; wanted: more than 0.5" : "");
    }

    private static String row(List<WindowCost.Cost> group, String what) {
        List<WindowCost.Cost> rounds =
                group.stream().filter(cost -> cost.what().equals(what)).toList();
        WindowCost.Cost last = rounds.get(rounds.size() - 1);
        Spread overFirst = Spread.of(rounds.stream().mapToDouble(cost -> first(group, cost.round()) / cost.nanos()));
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %s | %s | %s | %,.0f | %,.0f | %,.1f | %,.0f |%n",
                what,
                last.keys(),
                last.retained(),
                spread(rounds, cost -> 1e9 / cost.nanos()).text(),
                overFirst.text(),
                spread(rounds, WindowCost.Cost::cpuNanos).text(),
                last.stateBytes() / 1e6,
                (double) last.stateBytes() / last.keys(),
                (double) last.stateBytes() / Math.max(1, last.retained()),
                last.heapBytes() / 1e6);
    }

    private static double first(List<WindowCost.Cost> group, int round) {
        return group.stream()
                .filter(cost -> cost.round() == round)
                .findFirst()
                .orElseThrow()
                .nanos();
    }

    private static Spread spread(List<WindowCost.Cost> rounds, ToDoubleFunction<WindowCost.Cost> value) {
        return Spread.of(rounds.stream().mapToDouble(value));
    }
}
