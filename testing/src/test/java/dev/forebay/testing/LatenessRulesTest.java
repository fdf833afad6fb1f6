package dev.forebay.testing;

import static dev.forebay.testing.Scenario.countAll;
import static dev.forebay.testing.Scenario.delayed;
import static dev.forebay.testing.Scenario.last;
import static dev.forebay.testing.Scenario.lifetime;
import static dev.forebay.testing.Scenario.rows;
import static dev.forebay.testing.Scenario.which;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What late events see: which part of a window is still visible. */
class LatenessRulesTest {

    @Test
    void event_atTheWatermark_isNotLate() {
        assertThat(countAll(last(10)).lateness(5).at(20).at(15).results())
                .extracting(ReferenceResult::late)
                .containsExactly(false, false);
    }

    @Test
    void event_belowTheWatermark_isLateAndScored() {
        assertThat(countAll(last(10)).lateness(5).at(20).at(14.999999).results())
                .extracting(ReferenceResult::late, ReferenceResult::incomplete, ReferenceResult::isRejected)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, false, false),
                        org.assertj.core.groups.Tuple.tuple(true, true, false));
    }

    @Test
    void event_belowTheWatermarkOfAnotherPartition_isNotLate() {
        assertThat(countAll(last(10)).lateness(0).at(20).partition(1).at(3).results())
                .extracting(ReferenceResult::late)
                .containsExactly(false, false);
    }

    @Test
    void firstEventOfAPartition_belowTheHorizon_isIncompleteButNotLate() {
        assertThat(countAll(last(10)).lateness(0).at(20).partition(1).at(3).results())
                .extracting(ReferenceResult::incomplete)
                .containsExactly(false, true);
    }

    @Test
    void horizon_oncePassed_isNotTakenBackByANewPartition() {
        // The horizon stays at 20, though the smallest watermark is 3 from the second event on.
        Scenario scenario = countAll(last(10))
                .lateness(0)
                .at(20)
                .partition(1)
                .at(3)
                .partition(2)
                .at(19);
        assertThat(scenario.results().get(2).incomplete()).isTrue();
    }

    @Test
    void last_late_seesOnlyWhatIsNotForgotten() {
        // The watermark is 20: of the window (4, 14] only (10, 14] is visible, and the event itself.
        assertThat(which(last(10))
                        .lateness(0)
                        .at(5, 1L)
                        .at(10, 2L)
                        .at(11, 4L)
                        .at(20, 8L)
                        .at(14, 16L)
                        .lastValue())
                .isEqualTo(20L);
    }

    @Test
    void last_tooLate_seesOnlyItself() {
        assertThat(which(last(10))
                        .lateness(0)
                        .at(5, 1L)
                        .at(6, 2L)
                        .at(100, 4L)
                        .at(7, 8L)
                        .lastValue())
                .isEqualTo(8L);
    }

    @Test
    void last_tooLateEvent_isNotSeenByLaterOnes() {
        assertThat(which(last(10)).lateness(0).at(100, 1L).at(89, 2L).at(99, 4L).lastValue())
                .isEqualTo(4L);
    }

    @Test
    void delay_late_seesOnlyWhatIsNotForgotten() {
        // The watermark is 20: of the window (0, 10] only what is after 20 - 4 - 10 = 6 is visible.
        assertThat(which(delayed(4, last(10)))
                        .lateness(0)
                        .at(5, 1L)
                        .at(6, 2L)
                        .at(7, 4L)
                        .at(10, 8L)
                        .at(11, 16L)
                        .at(20, 32L)
                        .at(14, 64L)
                        .lastValue())
                .isEqualTo(12L);
    }

    @Test
    void rows_late_areTakenFromThoseThatAreKept() {
        // The watermark is 20. Kept of what has passed are the last two, of 12 and 20; until 14 that is the one of 12.
        assertThat(which(rows(2))
                        .lateness(0)
                        .at(5, 1L)
                        .at(10, 2L)
                        .at(12, 4L)
                        .at(20, 8L)
                        .at(14, 16L)
                        .lastValue())
                .isEqualTo(20L);
        // With three rows the one of 10 is kept, too.
        assertThat(which(rows(3))
                        .lateness(0)
                        .at(5, 1L)
                        .at(10, 2L)
                        .at(12, 4L)
                        .at(20, 8L)
                        .at(14, 16L)
                        .lastValue())
                .isEqualTo(22L);
    }

    @Test
    void rows_tooLate_seesOnlyItself() {
        assertThat(which(rows(2))
                        .lateness(0)
                        .at(5, 1L)
                        .at(10, 2L)
                        .at(20, 4L)
                        .at(6, 8L)
                        .lastValue())
                .isEqualTo(8L);
    }

    @Test
    void lifetime_late_seesWhatTheWatermarkHasPassed() {
        // The watermark is 20: the one of 20 is later than the event, but cannot be taken out again.
        assertThat(which(lifetime()).lateness(0).at(5, 1L).at(20, 2L).at(14, 4L).lastValue())
                .isEqualTo(7L);
    }

    @Test
    void lifetime_lateWithLateness_doesNotSeeWhatTheWatermarkHasNotPassed() {
        assertThat(which(lifetime())
                        .lateness(5)
                        .at(5, 1L)
                        .at(15, 2L)
                        .at(20, 4L)
                        .at(14, 8L)
                        .lastValue())
                .isEqualTo(11L);
    }

    @Test
    void lateEvent_inItsOwnWindow_isLast() {
        Scenario scenario = Scenario.of(dev.forebay.plan.window.AggregateFunction.LAST_VALUE, last(100))
                .lateness(0);
        assertThat(scenario.at(5, 1L).at(20, 2L).at(14, 4L).lastValue()).isEqualTo(4L);
    }

    @Test
    void lifetime_lateEvent_standsAtItsTimeAmongWhatTheWatermarkHasPassed() {
        Scenario scenario = Scenario.of(dev.forebay.plan.window.AggregateFunction.LAST_VALUE, lifetime())
                .lateness(0);
        assertThat(scenario.at(5, 1L).at(20, 2L).at(14, 4L).lastValue()).isEqualTo(2L);
    }

    @Test
    void lateEvent_forThoseAfterIt_standsAtItsTime() {
        Scenario scenario = Scenario.of(dev.forebay.plan.window.AggregateFunction.LAG, last(100))
                .lateness(0);
        assertThat(scenario.at(5, 1L).at(20, 2L).at(14, 4L).at(21, 8L).lastValue())
                .isEqualTo(2L);
    }
}
