package dev.forebay.engine;

import dev.forebay.engine.expression.Values;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.batch.Vector;

/** An event's time may be only so far ahead of its record's timestamp. A record without one is not checked. */
record FutureRule(LongVector time, String name, long micros, String place) {

    static FutureRule of(Plan plan, Vector time) {
        Plan.EventRule event = plan.event();
        return new FutureRule(
                (LongVector) time,
                plan.columns().get(event.timeSlot()).name(),
                event.futureMicros(),
                event.origin().place());
    }

    void check(EventBatch batch) {
        int rows = batch.size();
        for (int i = 0; i < rows; i++) {
            long recorded = batch.recordTimeMicros[i];
            boolean known = recorded != Long.MIN_VALUE && time.state[i] == Vector.VALID;
            if (known && time.values[i] > recorded && time.values[i] - micros > recorded) {
                batch.rejections.add(i, reason(i, recorded));
            }
        }
    }

    private Reason reason(int row, long recorded) {
        return new Reason(
                ReasonCode.FUTURE,
                name,
                Values.text(time, row),
                "at most " + micros / 1e6 + " s after the record's timestamp " + Values.text(time.type(), recorded),
                place);
    }
}
