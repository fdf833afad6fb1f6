package dev.forebay.engine;

import dev.forebay.engine.expression.Failure;
import dev.forebay.engine.expression.Program;
import dev.forebay.engine.expression.Values;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One compiled check. It is not evaluated on a row of which a column that it reads could not be decoded. An error in the
 * condition counts as a false one: the check could not be shown to hold.
 */
final class CheckRule {
    private final Plan.Check check;
    private final Program program;
    private final BooleanVector holds;
    private final Map<String, Vector> columns = new LinkedHashMap<>();
    private long warnings;

    CheckRule(Plan.Check check, Program program) {
        this.check = check;
        this.program = program;
        this.holds = (BooleanVector) program.add(check.condition());
        addColumns(check.condition());
    }

    private void addColumns(TypedExpression expression) {
        if (expression instanceof TypedExpression.ColumnRef column) {
            columns.put(column.name(), program.column(column.slot()));
        }
        expression.operands().forEach(this::addColumns);
    }

    /** How many rows of the last batch it warned of. */
    long warnings() {
        return warnings;
    }

    void check(EventBatch batch) {
        warnings = 0;
        int rows = batch.size();
        for (int i = 0; i < rows; i++) {
            boolean passes = holds.state[i] == Vector.NULL || (holds.state[i] == Vector.VALID && holds.values[i]);
            if (!passes && isKnown(batch, i)) {
                answer(batch, i);
            }
        }
    }

    private void answer(EventBatch batch, int row) {
        if (!check.rejects()) {
            warnings++;
            return;
        }
        batch.rejections.add(row, holds.isError(row) ? failure(row) : isFalse(row));
    }

    private boolean isKnown(EventBatch batch, int row) {
        if (!batch.rejections.isRejected(row)) {
            return true;
        }
        for (Reason reason : batch.rejections.of(row)) {
            boolean decoding = reason.code().compareTo(ReasonCode.BAD_TIMESTAMP) <= 0;
            if (decoding && (reason.column() == null || columns.containsKey(reason.column()))) {
                return false;
            }
        }
        return true;
    }

    private Reason isFalse(int row) {
        String found = columns.entrySet().stream()
                .map(column -> column.getKey() + " = " + Values.text(column.getValue(), row))
                .collect(Collectors.joining(", "));
        return new Reason(
                ReasonCode.CHECK,
                check.name(),
                found,
                check.text(),
                check.origin().place());
    }

    private Reason failure(int row) {
        Failure failure = program.explain(check.condition(), row).orElseThrow();
        return new Reason(
                failure.code(),
                check.name(),
                failure.found(),
                failure.rule(),
                failure.origin().place());
    }
}
