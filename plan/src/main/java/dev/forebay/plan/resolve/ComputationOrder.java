package dev.forebay.plan.resolve;

import dev.forebay.definition.Located;
import dev.forebay.types.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The order in which columns are computed: each after what it needs, first those that are computed without aggregates, and
 * else as the definition has them.
 */
final class ComputationOrder {
    private final Computations computations;
    private final int[] missing;
    private final List<List<Integer>> users = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final Set<Integer> cyclic = new TreeSet<>();

    private ComputationOrder(Computations computations) {
        this.computations = computations;
        this.missing = new int[computations.count()];
        for (int node = 0; node < computations.count(); node++) {
            users.add(new ArrayList<>());
        }
        for (int node = 0; node < computations.count(); node++) {
            missing[node] = computations.dependencies(node).size();
            for (int needed : computations.dependencies(node)) {
                users.get(needed).add(node);
            }
        }
    }

    /** All nodes in order. A cycle is reported and cut, so nodes behind it may come before what they need. */
    static ComputationOrder of(Computations computations, Diagnostics into) {
        ComputationOrder order = new ComputationOrder(computations);
        order.run(into);
        return order;
    }

    List<Integer> nodes() {
        return order;
    }

    /** Whether a node is computed from itself. */
    boolean isCyclic(int node) {
        return cyclic.contains(node);
    }

    private void run(Diagnostics into) {
        PriorityQueue<Integer> ready = new PriorityQueue<>(
                Comparator.comparing(computations::isWindowed).thenComparing(Comparator.naturalOrder()));
        BitSet waiting = new BitSet();
        waiting.set(0, missing.length);
        for (int node = 0; node < missing.length; node++) {
            if (missing[node] == 0) {
                ready.add(node);
            }
        }
        while (!waiting.isEmpty()) {
            if (ready.isEmpty()) {
                ready.addAll(cut(waiting, into));
            }
            while (!ready.isEmpty()) {
                int node = ready.remove();
                if (!waiting.get(node)) {
                    continue;
                }
                waiting.clear(node);
                order.add(node);
                for (int user : users.get(node)) {
                    if (--missing[user] == 0) {
                        ready.add(user);
                    }
                }
            }
        }
    }

    /** Reports one cycle among the waiting nodes and gives its nodes. */
    private List<Integer> cut(BitSet waiting, Diagnostics into) {
        List<Integer> path = new ArrayList<>();
        BitSet seen = new BitSet();
        int node = waiting.nextSetBit(0);
        while (!seen.get(node)) {
            seen.set(node);
            path.add(node);
            node = firstWaiting(node, waiting);
        }
        List<Integer> cycle = new ArrayList<>(path.subList(path.indexOf(node), path.size()));
        int first = cycle.indexOf(cycle.stream().min(Integer::compare).orElseThrow());
        Collections.rotate(cycle, -first);
        cyclic.addAll(cycle);
        report(cycle, into);
        return cycle.stream().sorted().toList();
    }

    private int firstWaiting(int node, BitSet waiting) {
        for (int needed : computations.dependencies(node)) {
            if (waiting.get(needed)) {
                return needed;
            }
        }
        throw new IllegalStateException("node " + node + " waits for nothing");
    }

    private void report(List<Integer> cycle, Diagnostics into) {
        Located<String> start = computations.name(cycle.get(0));
        String names =
                cycle.stream().map(node -> computations.name(node).value()).collect(Collectors.joining(" -> "));
        into.add(
                PlanCode.CYCLE,
                start.span(),
                cycle.size() == 1
                        ? "'" + start.value() + "' is computed from itself"
                        : "'" + start.value() + "' is computed from itself, by way of others",
                "each needs the next: " + names + " -> " + start.value());
    }
}
