package dev.forebay.testing;

import static dev.forebay.testing.Scenario.countAll;
import static dev.forebay.testing.Scenario.delayed;
import static dev.forebay.testing.Scenario.idle;
import static dev.forebay.testing.Scenario.last;
import static dev.forebay.testing.Scenario.lifetime;
import static dev.forebay.testing.Scenario.rows;
import static dev.forebay.testing.Scenario.which;
import static dev.forebay.testing.Scenario.withoutCurrent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.types.Type;
import org.junit.jupiter.api.Test;

/** Which events are in a window, on events that are on time. The sums are of powers of two, and tell which events are in it. */
class WindowRulesTest {

    @Test
    void last_eventExactlyItsLengthAgo_isOutside() {
        assertThat(which(last(10)).at(0, 1L).at(9.999999, 2L).at(10, 4L).values())
                .containsExactly(1L, 3L, 6L);
    }

    @Test
    void last_eventOneMicrosecondLessThanItsLengthAgo_isInside() {
        assertThat(which(last(10)).at(0.000001, 1L).at(10, 2L).values()).containsExactly(1L, 3L);
    }

    @Test
    void last_eventsOfTheSameTime_seeThoseProcessedBefore() {
        assertThat(which(last(10)).at(5, 1L).at(5, 2L).at(5, 4L).values()).containsExactly(1L, 3L, 7L);
    }

    @Test
    void last_outOfOrderWithinLateness_seesNothingLaterThanItself() {
        assertThat(which(last(10)).at(5, 1L).at(9, 2L).at(7, 4L).at(9, 8L).values())
                .containsExactly(1L, 3L, 5L, 15L);
    }

    @Test
    void delay_bothBounds_areShiftedBack() {
        // At 20 the window is from after 5 to 15.
        assertThat(which(delayed(5, last(10)))
                        .at(5, 1L)
                        .at(5.000001, 2L)
                        .at(15, 4L)
                        .at(15.000001, 8L)
                        .at(20, 16L)
                        .lastValue())
                .isEqualTo(6L);
    }

    @Test
    void delay_eventItself_isNotInside() {
        assertThat(countAll(delayed(1, last(10))).at(0).at(1).at(1).values()).containsExactly(0L, 1L, 1L);
    }

    @Test
    void excludeCurrent_othersOfTheSameTime_stayInside() {
        assertThat(which(withoutCurrent(last(10))).at(5, 1L).at(5, 2L).at(6, 4L).values())
                .containsExactly(null, 1L, 3L);
    }

    @Test
    void rows_currentEvent_isOneOfThem() {
        assertThat(which(rows(2)).eachSecond(1L, 2L, 4L, 8L).values()).containsExactly(1L, 3L, 6L, 12L);
    }

    @Test
    void rows_withoutCurrent_areThoseBefore() {
        assertThat(which(withoutCurrent(rows(2))).eachSecond(1L, 2L, 4L, 8L).values())
                .containsExactly(null, 1L, 3L, 6L);
    }

    @Test
    void rows_tiesInTime_areTakenByOrderOfProcessing() {
        assertThat(which(rows(2)).at(5, 1L).at(5, 2L).at(5, 4L).at(5, 8L).values())
                .containsExactly(1L, 3L, 6L, 12L);
    }

    @Test
    void rows_outOfOrder_areTheLastUntilItsOwnTime() {
        // At 7 the rows until then are those of 1 and 5 and itself; the one of 9 comes later.
        assertThat(which(rows(2))
                        .at(1, 1L)
                        .at(5, 2L)
                        .at(9, 4L)
                        .at(7, 8L)
                        .at(10, 16L)
                        .values())
                .containsExactly(1L, 3L, 6L, 10L, 20L);
    }

    @Test
    void rows_delayed_areTheLastUntilTheDelay() {
        assertThat(which(delayed(2, rows(2)))
                        .eachSecond(1L, 2L, 4L, 8L, 16L, 32L)
                        .values())
                .containsExactly(null, null, 1L, 3L, 6L, 12L);
    }

    @Test
    void lifetime_everything_isInside() {
        assertThat(countAll(lifetime()).at(0).at(1e6).at(1e9).values()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void lifetime_outOfOrder_seesWhatIsNotLaterThanItself() {
        assertThat(which(lifetime()).at(5, 1L).at(9, 2L).at(7, 4L).values()).containsExactly(1L, 3L, 5L);
    }

    @Test
    void lifetime_delayed_isAllUntilTheDelay() {
        assertThat(which(delayed(2, lifetime())).eachSecond(1L, 2L, 4L, 8L).values())
                .containsExactly(null, null, 1L, 3L);
    }

    @Test
    void lifetime_withoutCurrent_isAllBefore() {
        assertThat(countAll(withoutCurrent(lifetime())).at(0).at(0).at(1).values())
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void idle_silenceByTheClock_forgetsEverythingBefore() {
        // Without lateness what has passed before an event is the time of the one before it, here of another key.
        Scenario scenario = countAll(idle(10, lifetime())).lateness(0);
        assertThat(scenario.at(0).at(9).at(19, 1L, "other").at(20).at(21).values())
                .containsExactly(1L, 2L, 1L, 1L, 2L);
    }

    @Test
    void idle_silenceOneMicrosecondShort_forgetsNothing() {
        Scenario scenario = countAll(idle(10, lifetime())).lateness(0);
        assertThat(scenario.at(0).at(9).at(18.999999, 1L, "other").at(20).lastValue())
                .isEqualTo(3L);
    }

    @Test
    void idle_onlyTheEventItselfIsFarAhead_forgetsNothing() {
        // When the one of 100 is read nothing has passed but 0; when that of 101 is, the key was not silent any more.
        assertThat(countAll(idle(10, lifetime()))
                        .lateness(0)
                        .at(0)
                        .at(100)
                        .at(101)
                        .values())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void idle_rows_forgetsToo() {
        Scenario scenario = which(idle(10, rows(3))).lateness(0);
        assertThat(scenario.at(0, 1L)
                        .at(1, 2L)
                        .at(50, 4L, "other")
                        .at(60, 8L)
                        .at(61, 16L)
                        .values())
                .containsExactly(1L, 3L, 4L, 8L, 24L);
    }

    @Test
    void key_otherKeys_areOtherWindows() {
        assertThat(countAll(last(10))
                        .at(0, 1L, "a")
                        .at(1, 1L, "b")
                        .at(2, 1L, "a")
                        .values())
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void key_null_isAWindowThatIsAlwaysEmpty() {
        assertThat(countAll(last(10)).at(0, 1L, null).at(1, 1L, null).at(2).values())
                .containsExactly(0L, 0L, 1L);
        assertThat(which(lifetime()).at(0, 1L, null).at(1, 1L, null).values()).containsExactly(null, null);
    }

    @Test
    void key_nan_isOneKey() {
        assertThat(countAll(last(10))
                        .keys(Type.DOUBLE, Double.NaN)
                        .at(0)
                        .at(1, 1L, 7.0)
                        .at(2)
                        .values())
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void key_zeroOfEitherSign_isOneKey() {
        assertThat(countAll(last(10))
                        .keys(Type.DOUBLE, 0.0)
                        .at(0)
                        .at(1, 1L, -0.0)
                        .at(2)
                        .values())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void event_rejectedAfterAcceptance_staysInWindows() {
        // The sum of both overflows, so the second event is rejected; the third still counts it.
        Scenario scenario = which(last(10)).at(0, Long.MAX_VALUE).at(1, 1L).at(10.5, 2L);
        assertThat(scenario.results().get(1).isRejected()).isTrue();
        assertThat(scenario.lastValue()).isEqualTo(3L);
    }
}
