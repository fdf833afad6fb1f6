package dev.forebay.engine;

import dev.forebay.engine.expression.Values;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one column whose being false is a reason against a row. Null passes.
 *
 * @param rule what is demanded, in words
 */
record ColumnRule(
        BooleanVector holds,
        Vector column,
        String name,
        ReasonCode code,
        String rule,
        @Nullable String place) {

    void check(EventBatch batch) {
        int rows = batch.size();
        for (int i = 0; i < rows; i++) {
            if (!holds.values[i] && holds.state[i] == Vector.VALID) {
                batch.rejections.add(i, new Reason(code, name, Values.text(column, i), rule, place));
            }
        }
    }
}
