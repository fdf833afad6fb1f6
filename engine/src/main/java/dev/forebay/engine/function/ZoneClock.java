package dev.forebay.engine.function;

import dev.forebay.plan.expression.TypedExpression.Call;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * How far a zone's clock is ahead of UTC. It remembers the stretch between two changes that it looked at last: events are
 * mostly near each other.
 */
final class ZoneClock {
    static final long MICROS = 1_000_000L;

    final ZoneId zone;
    private final ZoneRules rules;
    private long fromSecond = 1;
    private long toSecond = 0;
    private long offsetSeconds;

    /** The clock of a call's constant zone. */
    static ZoneClock of(Call call, int operand) {
        return new ZoneClock(ZoneId.of((String) RegularExpressions.constant(call, operand)));
    }

    ZoneClock(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    long offsetSeconds(long micros) {
        long second = Math.floorDiv(micros, MICROS);
        if (second < fromSecond || second >= toSecond) {
            look(second);
        }
        return offsetSeconds;
    }

    /** What the zone's clock shows, as microseconds since it showed 1970-01-01T00:00. */
    long local(long micros) {
        return micros + offsetSeconds(micros) * MICROS;
    }

    private void look(long second) {
        ZoneOffsetTransition before = rules.previousTransition(Instant.ofEpochSecond(second + 1));
        ZoneOffsetTransition after = rules.nextTransition(Instant.ofEpochSecond(second));
        fromSecond = before == null ? Long.MIN_VALUE : before.toEpochSecond();
        toSecond = after == null ? Long.MAX_VALUE : after.toEpochSecond();
        offsetSeconds = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }
}
