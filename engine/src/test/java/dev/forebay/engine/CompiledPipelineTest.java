package dev.forebay.engine;

import static dev.forebay.engine.PlanBuilder.at;
import static dev.forebay.engine.PlanBuilder.call;
import static dev.forebay.engine.PlanBuilder.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan.Constraint;
import dev.forebay.plan.expression.TypedExpression.ColumnRef;
import dev.forebay.plan.expression.TypedExpression.IsNull;
import dev.forebay.plan.fitted.StandardScalerState;
import dev.forebay.types.Type;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompiledPipelineTest {

    @Test
    void compute_scaledFeature_isArithmeticStepByStep() {
        PlanBuilder plan = new PlanBuilder().field("amount", Type.DOUBLE);
        plan.feature("doubled", call("+", plan.column("amount"), plan.column("amount")));
        plan.transform(new StandardScalerState(1, true, true, List.of(0.1), List.of(3.0)), "doubled");
        CompiledPipeline pipeline = CompiledPipeline.compile(plan.build(), 4);

        Rows.add(pipeline.batch(), 0, 0.3);
        Rows.add(pipeline.batch(), 0, new Object[] {null});
        Rows.add(pipeline.batch(), 0, Double.NaN);
        run(pipeline);

        assertThat(Rows.get(pipeline.column(2), 0)).isEqualTo((0.6 - 0.1) / 3.0);
        assertThat(Rows.get(pipeline.column(2), 1)).isNull();
        assertThat(Rows.get(pipeline.column(2), 2)).isEqualTo(Double.NaN);
        assertThat(pipeline.batch().rejections.count()).isZero();
    }

    @Test
    void compute_infiniteInputOfATransform_isRejectedWithItsColumn() {
        PlanBuilder plan = new PlanBuilder().field("amount", Type.DOUBLE);
        plan.transform(new StandardScalerState(1, true, true, List.of(0.1), List.of(3.0)), "amount");
        CompiledPipeline pipeline = CompiledPipeline.compile(plan.build(), 4);

        Rows.add(pipeline.batch(), 0, Double.NEGATIVE_INFINITY);
        run(pipeline);

        assertThat(pipeline.batch().rejections.of(0))
                .containsExactly(new Reason(
                        ReasonCode.TRANSFORM,
                        "amount",
                        "-Infinity",
                        "StandardScaler takes no infinite value",
                        "test.yaml:60"));
    }

    @Test
    void compute_overflow_isRejectedOnceAndNotForWhatReadsIt() {
        PlanBuilder plan = new PlanBuilder().field("a", Type.LONG).field("b", Type.LONG);
        plan.feature("sum", call("+", plan.column("a"), plan.column("b")));
        plan.feature("after", call("*", plan.column("sum"), constant(2)));
        CompiledPipeline pipeline = CompiledPipeline.compile(plan.build(), 2);

        Rows.add(pipeline.batch(), 0, Long.MAX_VALUE, 1L);
        Rows.add(pipeline.batch(), 0, 1L, 1L);
        run(pipeline);

        assertThat(pipeline.batch().rejections.of(0))
                .containsExactly(new Reason(
                        ReasonCode.OVERFLOW,
                        "sum",
                        "9223372036854775807, 1",
                        "long overflow in a + b",
                        "test.yaml:22"));
        assertThat(Rows.get(pipeline.column(3), 1)).isEqualTo(4L);
    }

    @Test
    void compute_sameFailingExpressionInTwoFeatures_namesBoth() {
        PlanBuilder plan = new PlanBuilder().field("a", Type.LONG);
        plan.feature("first", call("+", plan.column("a"), constant(1)));
        plan.feature("second", call("+", plan.column("a"), constant(1)));
        CompiledPipeline pipeline = CompiledPipeline.compile(plan.build(), 2);

        Rows.add(pipeline.batch(), 0, Long.MAX_VALUE);
        run(pipeline);

        assertThat(pipeline.column(1)).isSameAs(pipeline.column(2));
        assertThat(pipeline.batch().rejections.of(0)).extracting(Reason::column).containsExactly("first", "second");
    }

    @Test
    void check_severalRulesBroken_givesEveryReasonInOrder() {
        PlanBuilder plan = new PlanBuilder().field("amount", Type.DOUBLE).field("channel", Type.STRING);
        plan.constraint(new Constraint.Bound(0, true, constant(0.0), at(11)));
        plan.constraint(new Constraint.Bound(0, false, constant(100.0), at(11)));
        plan.constraint(new Constraint.OneOf(1, List.of(constant("pos"), constant("web")), at(12)));
        plan.constraint(new Constraint.Length(1, 2, 5, at(12)));
        plan.check("positive", true, call(">", plan.column("amount"), constant(0.0)));
        plan.check("small", false, call("<", plan.column("amount"), constant(50.0)));
        CompiledPipeline pipeline = CompiledPipeline.compile(plan.build(), 8);
        EventBatch batch = pipeline.batch();

        Rows.add(batch, 0, -1.0, "pos");
        Rows.add(batch, 0, 101.0, "mobile app");
        Rows.add(batch, 0, null, null);
        Rows.add(batch, 0, 60.0, "é");
        Rows.add(batch, 0, 1.0, "web");
        run(pipeline);

        assertThat(batch.rejections.of(0))
                .containsExactly(
                        new Reason(ReasonCode.BELOW_MIN, "amount", "-1.0", "at least 0.0", "test.yaml:11"),
                        new Reason(ReasonCode.CHECK, "positive", "amount = -1.0", "positive holds", "test.yaml:30"));
        assertThat(batch.rejections.of(1))
                .containsExactly(
                        new Reason(ReasonCode.ABOVE_MAX, "amount", "101.0", "at most 100.0", "test.yaml:11"),
                        new Reason(ReasonCode.NOT_IN_SET, "channel", "mobile app", "one of pos, web", "test.yaml:12"),
                        new Reason(
                                ReasonCode.TOO_LONG, "channel", "mobile app", "at most 5 characters", "test.yaml:12"));
        assertThat(batch.rejections.of(2)).isEmpty();
        assertThat(batch.rejections.of(3))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.NOT_IN_SET, ReasonCode.TOO_SHORT);
        assertThat(batch.rejections.of(4)).isEmpty();
        assertThat(pipeline.warnings(1)).isEqualTo(2);
        assertThat(pipeline.warnings(0)).isZero();
    }

    @Test
    void check_columnThatCouldNotBeDecoded_givesNoDerivedReason() {
        PlanBuilder plan = new PlanBuilder().field("a", Type.LONG).field("b", Type.LONG);
        ColumnRef a = plan.column("a");
        ColumnRef b = plan.column("b");
        plan.check("a_there", true, call("NOT", new IsNull(a, at(1))));
        plan.check("b_there", true, call("NOT", new IsNull(b, at(1))));
        CompiledPipeline pipeline = CompiledPipeline.compile(plan.build(), 2);

        Rows.add(pipeline.batch(), 0, null, null);
        pipeline.batch().rejections.add(0, new Reason(ReasonCode.WRONG_TYPE, "a", "x", "a long", null));
        Rows.add(pipeline.batch(), 0, null, null);
        pipeline.batch().rejections.add(1, new Reason(ReasonCode.MALFORMED, null, null, "JSON", null));
        run(pipeline);

        assertThat(pipeline.batch().rejections.of(0))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.WRONG_TYPE, ReasonCode.CHECK);
        assertThat(pipeline.batch().rejections.of(1)).hasSize(1);
    }

    @Test
    void check_timeTooFarAheadOfItsRecord_isFuture() {
        PlanBuilder plan = new PlanBuilder().field("time", Type.TIMESTAMP).event(-1, 0, 0, 5_000_000, -1);
        CompiledPipeline pipeline = CompiledPipeline.compile(plan.build(), 4);
        EventBatch batch = pipeline.batch();

        for (long time : new long[] {5_000_000, 5_000_001, 9_000_000}) {
            Rows.add(batch, 0, time);
        }
        batch.recordTimeMicros[0] = 0;
        batch.recordTimeMicros[1] = 0;
        run(pipeline);

        assertThat(batch.rejections.isRejected(0)).isFalse();
        assertThat(batch.rejections.of(1)).extracting(Reason::code).containsExactly(ReasonCode.FUTURE);
        assertThat(batch.rejections.isRejected(2)).isFalse();
    }

    @Test
    void compute_sinkCondition_choosesRowsAndRejectsItsErrors() {
        PlanBuilder plan = new PlanBuilder().field("a", Type.LONG);
        plan.sink(null).sink(call(">", call("+", plan.column("a"), constant(1)), constant(1)));
        CompiledPipeline pipeline = CompiledPipeline.compile(plan.build(), 4);
        EventBatch batch = pipeline.batch();

        Rows.add(batch, 0, 0L);
        Rows.add(batch, 0, 5L);
        Rows.add(batch, 0, new Object[] {null});
        Rows.add(batch, 0, Long.MAX_VALUE);
        run(pipeline);

        assertThat(pipeline.emits(0, 0)).isTrue();
        assertThat(pipeline.emits(1, 0)).isFalse();
        assertThat(pipeline.emits(1, 1)).isTrue();
        assertThat(pipeline.emits(1, 2)).isFalse();
        assertThat(batch.rejections.of(3)).extracting(Reason::column).containsExactly("sinks[1].when");
    }

    private static void run(CompiledPipeline pipeline) {
        pipeline.check();
        pipeline.aggregate(new WindowState(new PlanBuilder().build(), 1));
        pipeline.compute();
    }
}
