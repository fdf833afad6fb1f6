package dev.forebay.testing;

import dev.forebay.plan.Plan;
import dev.forebay.testing.expression.Values;
import dev.forebay.types.batch.ReasonCode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Future times and duplicates among the accepted events, all of which it keeps. Times are microseconds. */
final class ReferenceOrder {
    private final Plan.EventRule rule;
    private final ReferenceClock clock;
    private final List<Accepted> accepted = new ArrayList<>();

    private record Accepted(Object id, BigInteger time) {}

    ReferenceOrder(Plan.EventRule rule, ReferenceClock clock) {
        this.rule = rule;
        this.clock = clock;
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

    /** Whether an event that nothing else was against is a duplicate; one that is none is remembered. */
    boolean isDuplicate(ReferenceEvent event) {
        return isDuplicate(event, clock.passed(event.partition()));
    }

    /** @param passed what had passed before the event */
    boolean isDuplicate(ReferenceEvent event, @Nullable BigInteger passed) {
        BigInteger time = time(event);
        Object id = rule.idSlot() < 0 || rule.duplicatesMicros() <= 0
                ? null
                : event.fields().get(rule.idSlot());
        if (time == null || id == null) {
            return false;
        }
        for (Accepted before : accepted) {
            if (before.id.equals(id) && isNear(before.time, time) && isRemembered(before.time, passed)) {
                return true;
            }
        }
        accepted.add(new Accepted(id, time));
        return false;
    }

    private boolean isNear(BigInteger a, BigInteger b) {
        return a.subtract(b).abs().compareTo(BigInteger.valueOf(rule.duplicatesMicros())) < 0;
    }

    private boolean isRemembered(BigInteger time, @Nullable BigInteger passed) {
        return passed == null || time.compareTo(passed.subtract(BigInteger.valueOf(rule.duplicatesMicros()))) > 0;
    }

    /** When an event happened; null where it does not say. */
    @Nullable
    BigInteger time(ReferenceEvent event) {
        return rule.timeSlot() >= 0 && event.fields().get(rule.timeSlot()) instanceof Instant instant
                ? micros(instant)
                : null;
    }

    private static BigInteger micros(Instant instant) {
        return BigInteger.valueOf(Values.micros(instant));
    }
}
