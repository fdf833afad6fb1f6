package dev.forebay.testing;

import dev.forebay.plan.Plan;
import dev.forebay.testing.expression.Values;
import dev.forebay.types.batch.ReasonCode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Future times, duplicates and lateness over the accepted events, all of which it keeps. Times are microseconds. */
final class ReferenceOrder {
    private final Plan.EventRule rule;
    private final List<Accepted> accepted = new ArrayList<>();
    private final Map<Integer, BigInteger> watermarks = new HashMap<>();
    private @Nullable BigInteger horizon;

    private record Accepted(Object id, BigInteger time) {}

    /** What the order says of an event that nothing else was against. */
    enum Verdict {
        ON_TIME,
        LATE,
        DUPLICATE
    }

    ReferenceOrder(Plan.EventRule rule) {
        this.rule = rule;
    }

    List<Finding> future(ReferenceEvent event, @Nullable String column) {
        Instant recorded = event.recordTime();
        BigInteger time = time(event);
        if (rule.futureMicros() < 0 || recorded == null || time == null) {
            return List.of();
        }
        BigInteger latest = micros(recorded).add(BigInteger.valueOf(rule.futureMicros()));
        return time.compareTo(latest) > 0 ? List.of(new Finding(ReasonCode.FUTURE, column)) : List.of();
    }

    Verdict next(ReferenceEvent event) {
        BigInteger time = time(event);
        if (time == null) {
            return Verdict.ON_TIME;
        }
        BigInteger watermark = watermarks.get(event.partition());
        Object id = rule.idSlot() < 0 || rule.duplicatesMicros() <= 0
                ? null
                : event.fields().get(rule.idSlot());
        if (id != null) {
            for (Accepted before : accepted) {
                if (before.id.equals(id) && isNear(before.time, time) && isRemembered(before.time, watermark)) {
                    return Verdict.DUPLICATE;
                }
            }
            accepted.add(new Accepted(id, time));
        }
        BigInteger reached = time.subtract(BigInteger.valueOf(rule.latenessMicros()));
        watermarks.merge(event.partition(), reached, BigInteger::max);
        BigInteger smallest = Collections.min(watermarks.values());
        horizon = horizon == null ? smallest : horizon.max(smallest);
        return watermark != null && time.compareTo(watermark) < 0 ? Verdict.LATE : Verdict.ON_TIME;
    }

    private boolean isNear(BigInteger a, BigInteger b) {
        return a.subtract(b).abs().compareTo(BigInteger.valueOf(rule.duplicatesMicros())) < 0;
    }

    private boolean isRemembered(BigInteger time, @Nullable BigInteger watermark) {
        BigInteger latest = horizon == null ? watermark : watermark == null ? horizon : horizon.max(watermark);
        return latest == null || time.compareTo(latest.subtract(BigInteger.valueOf(rule.duplicatesMicros()))) > 0;
    }

    private @Nullable BigInteger time(ReferenceEvent event) {
        return rule.timeSlot() >= 0 && event.fields().get(rule.timeSlot()) instanceof Instant instant
                ? micros(instant)
                : null;
    }

    private static BigInteger micros(Instant instant) {
        return BigInteger.valueOf(Values.micros(instant));
    }
}
