package dev.forebay.testing.oracle;

import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.AggregateText;
import dev.forebay.testing.Finding;
import dev.forebay.testing.ReferenceEvent;
import dev.forebay.testing.ReferenceInterpreter;
import dev.forebay.testing.ReferenceResult;
import dev.forebay.testing.expression.EvaluationListener;
import dev.forebay.testing.expression.Failure;
import dev.forebay.testing.expression.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One plan and its events in both, and the first thing in which they differ. */
final class Comparison {
    private static final int SHOWN = 300;

    private final Plan plan;
    private final List<ReferenceEvent> events;
    private final EncodedOutput output;
    private final List<ReferenceResult> expected = new ArrayList<>();

    Comparison(Plan plan, List<ReferenceEvent> events, EvaluationListener listener) {
        this.plan = plan;
        this.events = List.copyOf(events);
        this.output = new EncodedOutput(plan);
        expected.addAll(ReferenceInterpreter.processAll(plan, events, listener));
    }

    List<ReferenceResult> expected() {
        return expected;
    }

    /** What differs between the interpreter's answer and the engine's, in words; null where nothing does. */
    @Nullable
    String difference(EngineRun.Source source, int capacity, List<Integer> cuts) {
        return difference(source, EngineRun.Setting.plain(capacity), cuts);
    }

    /** The same, of an engine that is run in some way. */
    @Nullable
    String difference(EngineRun.Source source, EngineRun.Setting setting, List<Integer> cuts) {
        EngineRun run = new EngineRun(plan, setting);
        List<EngineRun.Row> rows = run.run(source, cuts);
        for (int i = 0; i < rows.size(); i++) {
            String difference = difference(expected.get(i), rows.get(i));
            if (difference != null) {
                return "event " + i + ": " + difference + "\n  event "
                        + printable(events.get(i).toString());
            }
        }
        long late = expected.stream().filter(ReferenceResult::late).count();
        long incomplete = expected.stream().filter(ReferenceResult::incomplete).count();
        if (late != run.late() || incomplete != run.incomplete()) {
            return "late and incomplete: interpreter " + late + " and " + incomplete + ", engine " + run.late()
                    + " and " + run.incomplete();
        }
        List<Long> warnings = new ArrayList<>();
        for (int check = 0; check < plan.checks().size(); check++) {
            int index = check;
            warnings.add(expected.stream()
                    .filter(result -> result.warnings().contains(index))
                    .count());
        }
        return warnings.equals(run.warnings())
                ? null
                : "warnings: interpreter " + warnings + ", engine " + run.warnings();
    }

    /** What differs between the interpreter's answer to one event and the engine's. */
    @Nullable
    String difference(int event, EngineRun.Row got) {
        return difference(expected.get(event), got);
    }

    private @Nullable String difference(ReferenceResult want, EngineRun.Row got) {
        if (!want.findings().equals(got.findings())) {
            return "interpreter " + told(want.findings()) + ", engine " + told(got.findings()) + about(want, got);
        }
        if (hasTime(want) && (want.late() != got.late() || want.incomplete() != got.incomplete())) {
            return "flags: interpreter " + (want.late() ? "late " : "") + (want.incomplete() ? "incomplete" : "")
                    + ", engine " + (got.late() ? "late " : "") + (got.incomplete() ? "incomplete" : "");
        }
        int compared = want.isComputed() ? plan.columns().size() : plan.fields().size();
        for (int slot = 0; slot < compared; slot++) {
            if (!isSame(want.slots().get(slot), got.slots().get(slot))) {
                return column(slot) + ": interpreter " + shown(want.slots().get(slot)) + ", engine "
                        + shown(got.slots().get(slot)) + innermost(want, slot);
            }
        }
        if (want.isRejected()) {
            return null;
        }
        return want.emits().equals(got.emits())
                ? output.difference(want.slots(), got.encoded())
                : "sinks: interpreter " + want.emits() + ", engine " + got.emits();
    }

    /** Only an accepted event with a time can be late or incomplete; of others the flags say nothing. */
    private boolean hasTime(ReferenceResult result) {
        int slot = plan.event().timeSlot();
        return result.isComputed() && slot >= 0 && result.slots().get(slot) != null;
    }

    /** Of a row that failed in a step the other columns are compared, too. */
    private static boolean isSame(@Nullable Object want, @Nullable Object got) {
        return want instanceof Failure ? got == EngineRun.IN_ERROR : Objects.equals(want, got);
    }

    private static String told(List<Finding> findings) {
        return findings.isEmpty() ? "accepts" : "rejects " + findings;
    }

    private String about(ReferenceResult want, EngineRun.Row got) {
        List<Finding> odd = new ArrayList<>(want.findings());
        odd.removeAll(got.findings());
        List<Finding> other = new ArrayList<>(got.findings());
        other.removeAll(want.findings());
        odd.addAll(other);
        StringBuilder text = new StringBuilder();
        for (int slot = 0; slot < plan.columns().size(); slot++) {
            String name = plan.columns().get(slot).name();
            if (odd.stream().anyMatch(finding -> name.equals(finding.column()))) {
                text.append(innermost(want, slot));
            }
        }
        return text.toString();
    }

    private String column(int slot) {
        return "column " + plan.columns().get(slot).name() + " "
                + plan.columns().get(slot).type();
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Double real) {
            return real + " (" + Long.toHexString(Double.doubleToRawLongBits(real)) + ")";
        }
        return value instanceof String text ? "'" + printable(text) + "'" : String.valueOf(value);
    }

    /** Escaped where a terminal would show it wrongly, and cut. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (c < ' ' || c > '~') {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.length() < text.length() ? shown + "… " + text.length() + " chars" : shown.toString();
    }

    /** The expression of a slot and, of its parts, what the interpreter makes of each. */
    private String innermost(ReferenceResult result, int slot) {
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Step.Feature feature && feature.slot() == slot) {
                StringBuilder text = new StringBuilder();
                describe(feature.expression(), result, "\n    ", text);
                return text.toString();
            }
        }
        return "";
    }

    private void describe(TypedExpression expression, ReferenceResult result, String indent, StringBuilder to) {
        String what = expression.getClass().getSimpleName();
        if (expression instanceof TypedExpression.Call call) {
            what = call.signature().id();
        } else if (expression instanceof TypedExpression.ColumnRef ref) {
            what = ref.name();
        } else if (expression instanceof TypedExpression.AggregateRef aggregate) {
            AggregateRule rule = plan.windowing().aggregates().get(aggregate.aggregate());
            what = AggregateText.of(rule, plan.windowing()) + " "
                    + plan.windowing().windows().get(rule.window());
        } else if (expression instanceof TypedExpression.Cast cast) {
            what = cast.tryCast() ? "TRY_CAST" : "CAST";
        }
        to.append(indent)
                .append(what)
                .append(" : ")
                .append(expression.type())
                .append(" = ")
                .append(shown(ReferenceEvaluator.evaluate(
                        expression, result.slots(), result.aggregates(), EvaluationListener.NONE)));
        for (TypedExpression operand : expression.operands()) {
            describe(operand, result, indent + "  ", to);
        }
    }
}
