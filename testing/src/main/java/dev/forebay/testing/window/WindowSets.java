package dev.forebay.testing.window;

import dev.forebay.plan.window.WindowRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which events are in a window. */
final class WindowSets {
    private static final Comparator<WindowEvent> BY_TIME_THEN_SEQUENCE =
            Comparator.comparing(WindowEvent::time).thenComparing(WindowEvent::sequence);

    private WindowSets() {}

    /**
     * The events of the window of one event, in their order in it: by time and sequence. The event itself is last,
     * but of a lifetime window in which a late event sees what happened after it.
     *
     * @param remembered the events of its key before it that are not forgotten
     */
    static List<WindowEvent> of(WindowRule rule, List<WindowEvent> remembered, WindowEvent event) {
        if (rule.isSliding()) {
            return withCurrent(rule, sliding(rule, remembered, event), event);
        }
        if (rule.isLifetime()) {
            BigInteger upper = less(event.seenFrom(), rule.delayMicros());
            List<WindowEvent> all = new ArrayList<>(withCurrent(rule, until(remembered, upper), event));
            all.sort(BY_TIME_THEN_SEQUENCE);
            return all;
        }
        return last(rule.rows(), withCurrent(rule, rows(rule, remembered, event), event));
    }

    private static List<WindowEvent> sliding(WindowRule rule, List<WindowEvent> past, WindowEvent event) {
        BigInteger lower = less(less(event.seenFrom(), rule.delayMicros()), rule.lastMicros());
        BigInteger upper = less(event.time(), rule.delayMicros());
        return past.stream()
                .filter(f -> lower.compareTo(f.time()) < 0 && f.time().compareTo(upper) <= 0)
                .sorted(BY_TIME_THEN_SEQUENCE)
                .toList();
    }

    /** Of those that are visible, what happened until the event, less the delay. */
    private static List<WindowEvent> rows(WindowRule rule, List<WindowEvent> past, WindowEvent event) {
        List<WindowEvent> passed = new ArrayList<>();
        List<WindowEvent> visible = new ArrayList<>();
        for (WindowEvent f : past) {
            (f.isAfter(event.clock(), rule.delayMicros()) ? visible : passed).add(f);
        }
        passed.sort(BY_TIME_THEN_SEQUENCE);
        visible.addAll(last(rule.rows(), passed));
        return until(visible, less(event.time(), rule.delayMicros()));
    }

    private static List<WindowEvent> until(List<WindowEvent> events, BigInteger upper) {
        return events.stream()
                .filter(f -> f.time().compareTo(upper) <= 0)
                .sorted(BY_TIME_THEN_SEQUENCE)
                .toList();
    }

    private static List<WindowEvent> withCurrent(WindowRule rule, List<WindowEvent> earlier, WindowEvent event) {
        List<WindowEvent> all = new ArrayList<>(earlier);
        if (rule.seesCurrent()) {
            all.add(event);
        }
        return all;
    }

    private static List<WindowEvent> last(long count, List<WindowEvent> events) {
        return count >= events.size() ? events : events.subList(events.size() - (int) count, events.size());
    }

    private static BigInteger less(BigInteger time, long micros) {
        return time.subtract(BigInteger.valueOf(micros));
    }
}
