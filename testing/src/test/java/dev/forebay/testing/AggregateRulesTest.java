package dev.forebay.testing;

import static dev.forebay.plan.window.AggregateFunction.AVG;
import static dev.forebay.plan.window.AggregateFunction.COUNT;
import static dev.forebay.plan.window.AggregateFunction.COUNT_DISTINCT;
import static dev.forebay.plan.window.AggregateFunction.FIRST_VALUE;
import static dev.forebay.plan.window.AggregateFunction.LAG;
import static dev.forebay.plan.window.AggregateFunction.LAST_VALUE;
import static dev.forebay.plan.window.AggregateFunction.MAX;
import static dev.forebay.plan.window.AggregateFunction.MIN;
import static dev.forebay.plan.window.AggregateFunction.MODE;
import static dev.forebay.plan.window.AggregateFunction.STDDEV_POP;
import static dev.forebay.plan.window.AggregateFunction.STDDEV_SAMP;
import static dev.forebay.plan.window.AggregateFunction.SUM;
import static dev.forebay.plan.window.AggregateFunction.VAR_POP;
import static dev.forebay.plan.window.AggregateFunction.VAR_SAMP;
import static dev.forebay.testing.Scenario.ORIGIN;
import static dev.forebay.testing.Scenario.countAll;
import static dev.forebay.testing.Scenario.last;
import static dev.forebay.testing.Scenario.lifetime;
import static dev.forebay.testing.Scenario.rows;
import static dev.forebay.testing.Scenario.withoutCurrent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateFunction;
import dev.forebay.testing.expression.Failure;
import dev.forebay.types.Type;
import dev.forebay.types.batch.ReasonCode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an aggregate is over the events of a window. */
class AggregateRulesTest {
    private static final Failure OVERFLOW = new Failure(ReasonCode.OVERFLOW, false);
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Scenario doubles(AggregateFunction function) {
        return Scenario.of(function, lifetime()).values(Type.DOUBLE, 0.0);
    }

    private static @Nullable Object over(AggregateFunction function, Type type, Object... values) {
        return Scenario.of(function, lifetime())
                .values(type, values[0])
                .eachSecond(values)
                .lastValue();
    }

    @ParameterizedTest
    @EnumSource(AggregateFunction.class)
    void aggregate_overNoValues_isNullOrACountOfZero(AggregateFunction function) {
        Object none = Scenario.of(function, withoutCurrent(last(1))).at(0).lastValue();
        assertThat(none).isEqualTo(function.isCount() ? 0L : null);
    }

    @ParameterizedTest
    @EnumSource(AggregateFunction.class)
    void aggregate_overNullsOnly_isNullOrACountOfZero(AggregateFunction function) {
        Object none = Scenario.of(function, last(9)).atWithNull(0).atWithNull(1).lastValue();
        assertThat(none).isEqualTo(function.isCount() ? 0L : null);
    }

    @Test
    void countAll_eventsWithNull_areCounted() {
        assertThat(countAll(last(9)).atWithNull(0).at(1).lastValue()).isEqualTo(2L);
    }

    @Test
    void count_nulls_areSkipped() {
        assertThat(Scenario.of(COUNT, last(9)).atWithNull(0).at(1).lastValue()).isEqualTo(1L);
    }

    @Test
    void filter_falseOrNull_doesNotContribute() {
        assertThat(Scenario.which(last(9))
                        .filtered()
                        .at(0, 1L, "k", true)
                        .at(1, 2L, "k", false)
                        .at(2, 4L, "k", null)
                        .at(3, 8L, "k", true)
                        .values())
                .containsExactly(1L, 1L, 1L, 9L);
    }

    @Test
    void countDistinct_equalValues_countOnce() {
        assertThat(over(COUNT_DISTINCT, Type.DOUBLE, 0.0, -0.0, Double.NaN, Double.NaN, 1.0))
                .isEqualTo(3L);
    }

    @Test
    void sum_ofDoubles_isRoundedOnce() {
        assertThat(over(SUM, Type.DOUBLE, 1e300, 1.0, -1e300)).isEqualTo(1.0);
        assertThat(over(SUM, Type.DOUBLE, 0.1, 0.2, -0.3)).isEqualTo(0x1p-55);
    }

    @Test
    void sum_halfwayBetweenDoubles_isEven() {
        assertThat(over(SUM, Type.DOUBLE, 0x1p53, 1.0)).isEqualTo(0x1p53);
        assertThat(over(SUM, Type.DOUBLE, 0x1p53 + 2, 1.0)).isEqualTo(0x1p53 + 4);
        assertThat(over(SUM, Type.DOUBLE, 0x1p53, 1.0, Double.MIN_VALUE)).isEqualTo(0x1p53 + 2);
    }

    @Test
    void sum_partsBeyondTheLargestDouble_isFiniteIfTheWholeIs() {
        assertThat(over(SUM, Type.DOUBLE, Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE))
                .isEqualTo(Double.MAX_VALUE);
        assertThat(over(SUM, Type.DOUBLE, Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(INFINITY);
    }

    @Test
    void sum_ofZeros_isPositiveZero() {
        assertThat(over(SUM, Type.DOUBLE, -0.0, -0.0)).isEqualTo(0.0);
        assertThat(over(SUM, Type.DOUBLE, 1.5, -1.5)).isEqualTo(0.0);
    }

    @Test
    void sum_ofUnrealNumbers_isThemOrNan() {
        assertThat(over(SUM, Type.DOUBLE, 1.0, INFINITY)).isEqualTo(INFINITY);
        assertThat(over(SUM, Type.DOUBLE, INFINITY, -INFINITY)).isEqualTo(Double.NaN);
        assertThat(over(SUM, Type.DOUBLE, INFINITY, Double.NaN)).isEqualTo(Double.NaN);
    }

    @Test
    void sum_afterUnrealNumbersLeft_isFiniteAgain() {
        assertThat(Scenario.of(SUM, rows(2))
                        .values(Type.DOUBLE, 0.0)
                        .eachSecond(INFINITY, 1.0, 2.0)
                        .values())
                .containsExactly(INFINITY, INFINITY, 3.0);
    }

    @Test
    void sum_ofLongs_overflowsOnlyAsAWhole() {
        assertThat(over(SUM, Type.LONG, Long.MAX_VALUE, 1L)).isEqualTo(OVERFLOW);
        assertThat(over(SUM, Type.LONG, Long.MAX_VALUE, 1L, -1L)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sum_ofDecimals_isExactUpToEighteenDigits() {
        Type type = Type.decimal(18, 2);
        BigDecimal most = new BigDecimal("9999999999999999.99");
        assertThat(over(SUM, Type.decimal(3, 2), new BigDecimal("9.99"), new BigDecimal("0.02")))
                .isEqualTo(new BigDecimal("10.01"));
        assertThat(over(SUM, type, most, new BigDecimal("0.01"))).isEqualTo(OVERFLOW);
    }

    @Test
    void sum_overflowing_rejectsTheEvent() {
        List<ReferenceResult> results =
                Scenario.which(last(9)).eachSecond(Long.MAX_VALUE, 1L).results();
        assertThat(results.get(1).findings()).containsExactly(new Finding(ReasonCode.OVERFLOW, "feature"));
    }

    @Test
    void avg_isTheRoundedSumDividedByTheCount() {
        assertThat(over(AVG, Type.LONG, Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(0x1p63);
        assertThat(over(AVG, Type.DOUBLE, 1e300, 1.0, -1e300)).isEqualTo(1.0 / 3);
        assertThat(over(AVG, Type.decimal(3, 1), new BigDecimal("0.1"), new BigDecimal("0.2")))
                .isEqualTo(0.3 / 2);
    }

    @Test
    void avg_ofBooleans_isAShare() {
        assertThat(over(AVG, Type.BOOLEAN, true, false, false)).isEqualTo(1.0 / 3);
    }

    @Test
    void variance_isRoundedOnce() {
        assertThat(over(VAR_POP, Type.LONG, 1L, 2L, 4L)).isEqualTo(14.0 / 9);
        assertThat(over(VAR_SAMP, Type.LONG, 1L, 2L, 4L)).isEqualTo(14.0 / 6);
        assertThat(over(VAR_POP, Type.DOUBLE, 1e16, 1e16 + 2)).isEqualTo(1.0);
        assertThat(over(VAR_POP, Type.LONG, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(0x1p126);
    }

    @Test
    void variance_beyondDoubles_isInfiniteOrZero() {
        assertThat(over(VAR_POP, Type.DOUBLE, 1e300, -1e300)).isEqualTo(INFINITY);
        assertThat(over(VAR_POP, Type.DOUBLE, 1e-300, -1e-300)).isEqualTo(0.0);
    }

    @Test
    void variance_withUnrealNumber_isNan() {
        assertThat(over(VAR_POP, Type.DOUBLE, 1.0, INFINITY)).isEqualTo(Double.NaN);
        assertThat(over(VAR_SAMP, Type.DOUBLE, 1.0, Double.NaN)).isEqualTo(Double.NaN);
        assertThat(over(STDDEV_POP, Type.DOUBLE, INFINITY)).isEqualTo(Double.NaN);
    }

    @Test
    void sampleVariance_ofOneValue_isNull() {
        assertThat(over(VAR_SAMP, Type.LONG, 5L)).isNull();
        assertThat(over(STDDEV_SAMP, Type.DOUBLE, Double.NaN)).isNull();
        assertThat(over(VAR_POP, Type.LONG, 5L)).isEqualTo(0.0);
    }

    @Test
    void deviation_ofEqualValues_isExactlyZero() {
        assertThat(over(STDDEV_POP, Type.DOUBLE, 0.1, 0.1, 0.1)).isEqualTo(0.0);
        assertThat(over(STDDEV_SAMP, Type.DOUBLE, 1e300, 1e300)).isEqualTo(0.0);
    }

    @Test
    void deviation_isTheRootOfTheRoundedVariance() {
        assertThat(over(STDDEV_SAMP, Type.LONG, 1L, 2L, 4L)).isEqualTo(Math.sqrt(14.0 / 6));
    }

    @Test
    void extremes_nan_isGreatest() {
        assertThat(over(MAX, Type.DOUBLE, 1.0, Double.NaN, INFINITY)).isEqualTo(Double.NaN);
        assertThat(over(MIN, Type.DOUBLE, Double.NaN, INFINITY)).isEqualTo(INFINITY);
        assertThat(over(MIN, Type.DOUBLE, Double.NaN)).isEqualTo(Double.NaN);
    }

    @Test
    void extremesAndMode_negativeZero_isPositiveZero() {
        assertThat(over(MIN, Type.DOUBLE, -0.0)).isEqualTo(0.0);
        assertThat(over(MAX, Type.DOUBLE, -1.0, -0.0)).isEqualTo(0.0);
        assertThat(over(MODE, Type.DOUBLE, 1.0, -0.0, -0.0)).isEqualTo(0.0);
    }

    @Test
    void extremes_otherTypes_areOrderedAsComparisonsOrderThem() {
        assertThat(over(MIN, Type.BOOLEAN, true, false)).isEqualTo(false);
        // By UTF-8 bytes the emoji is greater; by UTF-16 units it would be smaller.
        assertThat(over(MAX, Type.STRING, "\uff5e", "\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void mode_ties_giveTheSmallest() {
        assertThat(over(MODE, Type.LONG, 3L, 2L, 2L, 3L, 1L)).isEqualTo(2L);
        assertThat(over(MODE, Type.DOUBLE, Double.NaN, 5.0)).isEqualTo(5.0);
        assertThat(over(MODE, Type.DOUBLE, Double.NaN, 5.0, Double.NaN)).isEqualTo(Double.NaN);
    }

    @Test
    void firstAndLastValue_areByTimeAndSkipNulls() {
        assertThat(Scenario.of(FIRST_VALUE, last(9))
                        .at(5, 1L)
                        .at(3, 2L)
                        .at(6, 4L)
                        .values())
                .containsExactly(1L, 2L, 2L);
        assertThat(Scenario.of(LAST_VALUE, last(9)).at(5, 1L).atWithNull(6).lastValue())
                .isEqualTo(1L);
    }

    @Test
    void firstAndLastValue_ofTheSameTime_areByOrderOfProcessing() {
        assertThat(Scenario.of(FIRST_VALUE, last(9)).at(5, 1L).at(5, 2L).lastValue())
                .isEqualTo(1L);
        assertThat(Scenario.of(LAST_VALUE, last(9)).at(5, 1L).at(5, 2L).lastValue())
                .isEqualTo(2L);
    }

    @Test
    void firstValue_negativeZero_keepsItsSign() {
        assertThat(doubles(FIRST_VALUE).eachSecond(-0.0, 0.0).lastValue()).isEqualTo(-0.0);
        assertThat(doubles(LAG).eachSecond(-0.0, 0.0).lastValue()).isEqualTo(-0.0);
    }

    @Test
    void lag_isTheLastValueBeforeTheEvent() {
        assertThat(Scenario.of(LAG, lifetime()).eachSecond(1L, 2L, 4L).values()).containsExactly(null, 1L, 2L);
        assertThat(Scenario.of(LAG, lifetime()).offset(2).eachSecond(1L, 2L, 4L).values())
                .containsExactly(null, null, 1L);
    }

    @Test
    void lag_nulls_areSkippedAndNotCounted() {
        assertThat(Scenario.of(LAG, lifetime())
                        .offset(2)
                        .at(0, 1L)
                        .atWithNull(1)
                        .at(2, 2L)
                        .atWithNull(3)
                        .at(4, 4L)
                        .lastValue())
                .isEqualTo(1L);
    }

    @Test
    void lag_overRows_leavesTheEventItselfOutOfThem() {
        // Two rows are the event and the one before it, so there is no second last.
        assertThat(Scenario.of(LAG, rows(2)).offset(2).eachSecond(1L, 2L, 4L).lastValue())
                .isNull();
        assertThat(Scenario.of(LAG, withoutCurrent(rows(2)))
                        .offset(2)
                        .eachSecond(1L, 2L, 4L)
                        .lastValue())
                .isEqualTo(1L);
    }

    @Test
    void argument_failing_isAnErrorOnItsEventAndNullForOthers() {
        List<ReferenceResult> results =
                ofTexts(Feature.PLAIN).at(0, "1").at(1, "two").at(2, "4").results();
        assertThat(results.get(1).findings()).containsExactly(new Finding(ReasonCode.CAST, "feature"));
        assertThat(results.get(2).aggregates()).containsExactly(5L);
    }

    @Test
    void argument_failingInABranchThatIsNotChosen_isNoError() {
        List<ReferenceResult> results = ofTexts(Feature.WHERE_CONDITION)
                .at(0, "1")
                .at(1, "two", "k", false)
                .results();
        assertThat(results.get(1).isRejected()).isFalse();
        assertThat(results.get(1).slots().get(4)).isEqualTo(-1L);
    }

    @Test
    void argument_failingInTheChosenBranch_isAnError() {
        List<ReferenceResult> results = ofTexts(Feature.WHERE_CONDITION)
                .at(0, "1")
                .at(1, "two", "k", true)
                .results();
        assertThat(results.get(1).findings()).containsExactly(new Finding(ReasonCode.CAST, "feature"));
    }

    private enum Feature {
        PLAIN,
        /** {@code CASE WHEN c THEN aggregate ELSE -1 END}. */
        WHERE_CONDITION
    }

    /** {@code SUM(CAST(x AS long))} of texts. */
    private static Scenario ofTexts(Feature feature) {
        return Scenario.of(SUM, lifetime())
                .values(Type.STRING, "0")
                .argument(x -> new TypedExpression.Cast(x, Type.LONG, false, ORIGIN))
                .feature(aggregate -> feature == Feature.PLAIN ? aggregate : whereCondition(aggregate));
    }

    private static TypedExpression whereCondition(TypedExpression aggregate) {
        TypedExpression condition = Scenario.column(Scenario.CONDITION, "c", Type.BOOLEAN);
        return new TypedExpression.Case(
                List.of(new TypedExpression.Case.Branch(condition, aggregate)),
                new TypedExpression.Constant(Type.LONG, -1L, ORIGIN),
                ORIGIN);
    }
}
