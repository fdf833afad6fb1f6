package dev.forebay.runtime.impact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to recorded events.
 *
 * @param compared events that both accepted
 * @param changedRows those of them in which a column differs that both have
 * @param rejectedByBoth events that neither accepted
 * @param onlyBefore events that only what was accepted
 * @param onlyAfter events that only what is to be accepted
 * @param unpaired events that are in the range of times for one side only
 * @param onlyReasons why events were rejected by one side alone, by reason code
 * @param onlyExamples some of the events that one side alone rejected
 * @param columns those of both, in the order of what is to be
 * @param decisions null where no threshold was asked for
 */
public record Impact(
        long compared,
        long changedRows,
        long rejectedByBoth,
        long onlyBefore,
        long onlyAfter,
        long unpaired,
        Map<String, Long> onlyReasons,
        List<Event> onlyExamples,
        List<ColumnImpact> columns,
        @Nullable Decisions decisions) {

    /**
     * An event to look at.
     *
     * @param id its id; empty where events have none
     * @param offset its place in the input, from 0
     * @param before what was: a score, or the reasons of a rejection; empty where accepted
     * @param after what is to be, likewise
     */
    public record Event(String id, long offset, String before, String after) {}

    /**
     * What became of one column, over the events that both accepted.
     *
     * @param changed in how many it differs
     * @param numeric whether differences are numbers
     * @param largest the largest difference between two numbers; NaN where there is none
     * @param typical the median of the differences that are not 0, to about 3 %; NaN where there is none
     * @param becameNull how often a value is null now
     * @param noLongerNull how often null has a value now
     * @param psi population stability index over ten bins of what was, null being one more
     * @param distance Kolmogorov and Smirnov's D, to the resolution of the histogram; of texts the largest difference of a share
     */
    public record ColumnImpact(
            String name,
            long changed,
            boolean numeric,
            double largest,
            double typical,
            long becameNull,
            long noLongerNull,
            double psi,
            double distance) {}

    /**
     * What became of decisions.
     *
     * @param compared events with a score on both sides
     * @param toYes those that reach the threshold only now
     * @param toNo those that no longer reach it
     * @param segments by the value of the column that was asked for
     */
    public record Decisions(
            String score,
            double threshold,
            long compared,
            long toYes,
            long toNo,
            Map<String, Segment> segments,
            List<Event> examples) {
        public Decisions {
            examples = List.copyOf(examples);
        }

        /** How many decisions are others. */
        public long flipped() {
            return toYes + toNo;
        }
    }

    /** The decisions of one segment. */
    public record Segment(long compared, long toYes, long toNo) {}

    public Impact {
        onlyExamples = List.copyOf(onlyExamples);
        columns = List.copyOf(columns);
    }
}
