package dev.forebay.testing.oracle;

import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.generate.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Generated plans with windows and their streams through interpreter and engine, and what came of it. One thread at a time. */
final class WindowOracle {
    private static final int STACK_LINES = 8;

    private final WindowCoverage coverage;
    private final Executor workers;
    private final Map<String, String> differences = new LinkedHashMap<>();
    private int compared;

    /** @param workers what engines with several batches in flight run on */
    WindowOracle(WindowCoverage coverage, Executor workers) {
        this.coverage = coverage;
        this.workers = workers;
    }

    /** The first difference of each kind, with the seed that gives it. */
    Map<String, String> differences() {
        return differences;
    }

    /** How many plans both have run. */
    int compared() {
        return compared;
    }

    /** Plans of seeds from {@code first} on, each with a stream of so many events. */
    void run(long first, int plans, int events) {
        for (long seed = first; seed < first + plans; seed++) {
            run(WindowStreams.of(seed, events));
        }
    }

    void run(WindowStreams stream) {
        Comparison comparison = new Comparison(stream.plan(), stream.events(), EvaluationListener.NONE);
        List<ReferenceResult> expected = comparison.expected();
        coverage.add(stream.plan(), expected);
        compared++;
        note(stream, comparison);
    }

    private void note(WindowStreams stream, Comparison comparison) {
        RowSource source = new RowSource(stream.events());
        Chance chance = new Chance(stream.seed() + 17);
        int rows = stream.events().size();
        for (EngineRun.Setting setting : settings(chance)) {
            List<Integer> cuts = Splits.random(chance, rows, setting.capacity());
            String difference = difference(comparison, source, setting, cuts);
            if (difference != null) {
                String kind = difference.lines().skip(1).findFirst().orElse(difference);
                differences.putIfAbsent(
                        kind.replaceAll("=.*|[0-9]+", ""),
                        "seed " + stream.seed() + ", " + setting + ": " + difference);
                return;
            }
        }
    }

    /** Single events, batches of any size, one batch for all, and several batches at once in several lanes. */
    private List<EngineRun.Setting> settings(Chance chance) {
        return List.of(
                EngineRun.Setting.plain(1),
                EngineRun.Setting.plain(chance.between(2, 64)),
                EngineRun.Setting.plain(10_000),
                new EngineRun.Setting(
                        chance.between(1, 40), chance.pick(List.of(1, 2, 4, 8)), chance.between(1, 8), workers));
    }

    private static @Nullable String difference(
            Comparison comparison, RowSource source, EngineRun.Setting setting, List<Integer> cuts) {
        try {
            return comparison.difference(source, setting, cuts);
        } catch (RuntimeException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            StringBuilder text = new StringBuilder(thrown.toString());
            for (int i = 0; i < Math.min(STACK_LINES, thrown.getStackTrace().length); i++) {
                text.append("\n    at ").append(thrown.getStackTrace()[i]);
            }
            return text.toString();
        }
    }
}
