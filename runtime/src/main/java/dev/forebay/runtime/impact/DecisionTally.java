package dev.forebay.runtime.impact;

import dev.forebay.runtime.impact.Impact.Event;
import dev.forebay.runtime.impact.Impact.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decisions of both sides: yes where a score reaches the threshold. The first thousand segments are counted apart, all others together. */
final class DecisionTally {
    private static final int MOST_SEGMENTS = 1000;
    private static final int MOST_EXAMPLES = 5;
    private static final String OTHERS = "(all others)";

    private final String score;
    private final double threshold;
    private final Map<String, long[]> segments = new LinkedHashMap<>();
    private final List<Event> examples = new ArrayList<>();
    private final long[] all = new long[3];

    DecisionTally(String score, double threshold) {
        this.score = score;
        this.threshold = threshold;
    }

    /**
     * Takes the scores of an event; without one on either side there is no decision to compare.
     *
     * @param segment null where none was asked for
     */
    void take(@Nullable Object was, @Nullable Object is, @Nullable String segment, String id, long offset) {
        if (was == null || is == null) {
            return;
        }
        boolean before = ComparedColumn.number(was) >= threshold;
        boolean after = ComparedColumn.number(is) >= threshold;
        count(all, before, after);
        if (segment != null) {
            boolean isKnown = segments.containsKey(segment) || segments.size() < MOST_SEGMENTS;
            count(segments.computeIfAbsent(isKnown ? segment : OTHERS, name -> new long[3]), before, after);
        }
        if (before != after && examples.size() < MOST_EXAMPLES) {
            examples.add(new Event(id, offset, was.toString(), is.toString()));
        }
    }

    private static void count(long[] counts, boolean before, boolean after) {
        counts[0]++;
        counts[1] += !before && after ? 1 : 0;
        counts[2] += before && !after ? 1 : 0;
    }

    Impact.Decisions told() {
        Map<String, Segment> told = new TreeMap<>();
        segments.forEach((name, counts) -> told.put(name, new Segment(counts[0], counts[1], counts[2])));
        return new Impact.Decisions(score, threshold, all[0], all[1], all[2], told, examples);
    }
}
