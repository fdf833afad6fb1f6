package dev.forebay.runtime.impact;

import dev.forebay.plan.Plan;
import dev.forebay.runtime.failure.RunFailure;
import dev.forebay.runtime.failure.RuntimeCode;
import dev.forebay.runtime.impact.Impact.Event;
import dev.forebay.types.Column;
import dev.forebay.types.Type;
import dev.forebay.types.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two pipelines over the same recorded events, in step: the rows of an event are paired by its place in the input, and dropped once both sides
 * have told. What waits for its partner is what one side holds longer than the other, and a few batches. {@link #run} blocks and is called once;
 * {@link #stop} and {@link #share} may be called from any thread.
 */
public final class ImpactRun {
    private static final int MOST_EXAMPLES = 5;

    private final ImpactOptions options;
    private final Side first;
    private final Side second;
    private final List<ComparedColumn> columns = new ArrayList<>();
    private final @Nullable DecisionTally decisions;
    private final int[] scorePlaces;
    private final int segmentPlace;
    private final int idPlace;
    private final Map<Long, Row> waitingBefore = new HashMap<>();
    private final Map<Long, Row> waitingAfter = new HashMap<>();
    private final Map<String, Long> onlyReasons = new TreeMap<>();
    private final List<Event> onlyExamples = new ArrayList<>();
    private long compared;
    private long changedRows;
    private long rejectedByBoth;
    private long onlyBefore;
    private long onlyAfter;

    /**
     * A run that has not begun.
     *
     * @throws RunFailure where a column is asked for that there is not
     */
    public ImpactRun(ImpactOptions options) {
        this.options = options;
        this.first = new Side(options, options.before(), "before");
        this.second = new Side(options, options.after(), "after");
        for (int i = 0; i < second.columns().size(); i++) {
            Column column = second.columns().get(i);
            int before = place(first, column.name());
            if (before >= 0) {
                Type was = first.columns().get(before).type();
                columns.add(new ComparedColumn(column.name(), before, i, was, column.type()));
            }
        }
        this.idPlace = options.before().plan().event().idSlot();
        String by = options.by();
        this.segmentPlace = by == null ? -1 : required("--by", by, first);
        if (options.threshold().isPresent()) {
            String score = score();
            this.scorePlaces = new int[] {number(score, first), number(score, second)};
            this.decisions = new DecisionTally(score, options.threshold().getAsDouble());
        } else {
            this.scorePlaces = new int[0];
            this.decisions = null;
        }
    }

    private static int place(Side side, String name) {
        return side.columns().stream().map(Column::name).toList().indexOf(name);
    }

    private static int required(String option, String name, Side side) {
        int place = place(side, name);
        if (place < 0) {
            List<String> names = side.columns().stream().map(Column::name).toList();
            throw RunFailure.of(
                    RuntimeCode.IMPACT_REQUEST,
                    option + " names '" + name + "', and there is no such column on both sides",
                    NearestName.of(name, names)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("columns: " + String.join(", ", names)));
        }
        return place;
    }

    private static int number(String name, Side side) {
        int place = required("--score", name, side);
        Type type = side.columns().get(place).type();
        if (!type.isNumeric()) {
            throw RunFailure.of(
                    RuntimeCode.IMPACT_REQUEST,
                    "the score '" + name + "' is a " + type,
                    "a threshold is for a number; --score names another column");
        }
        return place;
    }

    private String score() {
        String named = options.score();
        if (named != null) {
            return named;
        }
        Plan plan = options.after().plan();
        List<String> answers = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Score model) {
                model.outputs()
                        .forEach(slot -> answers.add(plan.columns().get(slot).name()));
            }
        }
        if (answers.size() != 1) {
            throw RunFailure.of(
                    RuntimeCode.IMPACT_REQUEST,
                    answers.isEmpty()
                            ? "--threshold is for a score, and there is no model"
                            : "--threshold is for one score, and the model gives " + String.join(", ", answers),
                    "--score COLUMN says which");
        }
        return answers.get(0);
    }

    /**
     * Runs to the end of the input.
     *
     * @throws RunFailure where it cannot be read
     */
    public Impact run() {
        first.start();
        second.start();
        try {
            compare();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RunFailure.caused(RuntimeCode.STOPPED_EARLY, e, "the comparison was interrupted");
        } finally {
            stop();
        }
        return new Impact(
                compared,
                changedRows,
                rejectedByBoth,
                onlyBefore,
                onlyAfter,
                waitingBefore.size() + waitingAfter.size(),
                onlyReasons,
                onlyExamples,
                columns.stream().map(ComparedColumn::told).toList(),
                decisions == null ? null : decisions.told());
    }

    private void compare() throws InterruptedException {
        boolean beforeEnded = false;
        boolean afterEnded = false;
        while (!beforeEnded || !afterEnded) {
            // The one that is behind is asked: its partner's rows are the ones that wait.
            boolean askBefore = !beforeEnded && (afterEnded || waitingBefore.size() <= waitingAfter.size());
            List<Row> rows = askBefore ? first.next() : second.next();
            if (rows == null) {
                beforeEnded |= askBefore;
                afterEnded |= !askBefore;
                continue;
            }
            Map<Long, Row> mine = askBefore ? waitingBefore : waitingAfter;
            Map<Long, Row> others = askBefore ? waitingAfter : waitingBefore;
            for (Row row : rows) {
                Row partner = others.remove(row.key());
                if (partner == null) {
                    mine.put(row.key(), row);
                } else {
                    pair(askBefore ? row : partner, askBefore ? partner : row);
                }
            }
        }
    }

    private void pair(Row before, Row after) {
        List<@Nullable Object> was = before.values();
        List<@Nullable Object> is = after.values();
        if (was == null && is == null) {
            rejectedByBoth++;
        } else if (was == null || is == null) {
            onlyOne(before, after);
        } else {
            compared++;
            boolean changed = false;
            for (ComparedColumn column : columns) {
                changed |= column.take(was, is);
            }
            changedRows += changed ? 1 : 0;
            if (decisions != null) {
                Object segment = segmentPlace < 0 ? null : was.get(segmentPlace);
                decisions.take(
                        was.get(scorePlaces[0]),
                        is.get(scorePlaces[1]),
                        segmentPlace < 0 ? null : String.valueOf(segment),
                        id(was),
                        before.key());
            }
        }
    }

    private void onlyOne(Row before, Row after) {
        List<@Nullable Object> was = before.values();
        if (was == null) {
            onlyAfter++;
        } else {
            onlyBefore++;
        }
        List<String> reasons = was == null ? before.reasons() : after.reasons();
        reasons.forEach(reason -> onlyReasons.merge(reason, 1L, Long::sum));
        if (onlyExamples.size() < MOST_EXAMPLES) {
            onlyExamples.add(new Event(
                    was == null ? "" : id(was),
                    before.key(),
                    String.join(", ", before.reasons()),
                    String.join(", ", after.reasons())));
        }
    }

    private String id(List<@Nullable Object> row) {
        return idPlace < 0 ? "" : String.valueOf(row.get(idPlace));
    }

    /** Ends the run. */
    public void stop() {
        first.stop();
        second.stop();
    }

    /** Which share of the input the slower side has read, from 0 to 1. */
    public double share() {
        return Math.min(first.share(), second.share());
    }
}
