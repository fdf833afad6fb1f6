package dev.forebay.testing.oracle;

import dev.forebay.engine.CompiledPipeline;
import dev.forebay.engine.order.OrderingStage;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.testing.Finding;
import dev.forebay.testing.expression.Values;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.DoubleVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.LongVector;
import dev.forebay.types.batch.StringVector;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a plan on the engine, batch by batch, and boxes what comes out. */
final class EngineRun {
    /** Stands for the value of a slot that is in error. */
    static final Object IN_ERROR = new Object();

    private final Plan plan;
    private final CompiledPipeline pipeline;
    private final OrderingStage ordering;
    private final WindowState windows;
    private final EncodedOutput output;
    private final long[] warnings;

    /** What the engine made of one row; emitted and encoded only where it is accepted. */
    record Row(List<Finding> findings, List<@Nullable Object> slots, List<Boolean> emits, String encoded) {}

    /** Puts rows {@code from} to before {@code to} of the input into an empty batch, decoded. */
    interface Source {
        void fill(EventBatch batch, int from, int to);
    }

    EngineRun(Plan plan, int capacity) {
        this.plan = plan;
        this.pipeline = CompiledPipeline.compile(plan, capacity);
        this.ordering = new OrderingStage(plan);
        this.windows = new WindowState(plan, 1);
        this.output = new EncodedOutput(plan);
        this.warnings = new long[plan.checks().size()];
    }

    EventBatch batch() {
        return pipeline.batch();
    }

    /** What becomes of the rows of the source, in batches that end at the cuts; the last cut is the number of rows. */
    List<Row> run(Source source, List<Integer> cuts) {
        List<Row> rows = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            EventBatch batch = pipeline.batch();
            batch.clear();
            source.fill(batch, from, cut);
            pipeline.check();
            ordering.order(batch);
            pipeline.aggregate(windows);
            pipeline.compute();
            for (int row = 0; row < cut - from; row++) {
                rows.add(row(row));
            }
            for (int i = 0; i < warnings.length; i++) {
                warnings[i] += pipeline.warnings(i);
            }
            from = cut;
        }
        return rows;
    }

    long late() {
        return ordering.late();
    }

    /** How often each check warned. */
    List<Long> warnings() {
        List<Long> boxed = new ArrayList<>();
        for (long count : warnings) {
            boxed.add(count);
        }
        return boxed;
    }

    private Row row(int row) {
        List<Finding> findings = pipeline.batch().rejections.of(row).stream()
                .map(reason -> new Finding(reason.code(), reason.column()))
                .toList();
        List<@Nullable Object> slots = new ArrayList<>();
        for (int slot = 0; slot < plan.columns().size(); slot++) {
            slots.add(boxed(pipeline.column(slot), row));
        }
        List<Boolean> emits = new ArrayList<>();
        for (int sink = 0; findings.isEmpty() && sink < plan.sinks().size(); sink++) {
            emits.add(pipeline.emits(sink, row));
        }
        String encoded = findings.isEmpty() ? output.encode(pipeline, row) : "";
        return new Row(findings, slots, emits, encoded);
    }

    private static @Nullable Object boxed(Vector vector, int row) {
        if (!vector.isValid(row)) {
            return vector.isError(row) ? IN_ERROR : null;
        }
        Object stored;
        if (vector instanceof BooleanVector v) {
            stored = v.values[row];
        } else if (vector instanceof LongVector v) {
            stored = v.values[row];
        } else if (vector instanceof DoubleVector v) {
            stored = v.values[row];
        } else {
            stored = ((StringVector) vector).get(row);
        }
        return Values.ofStored(vector.type(), stored);
    }
}
