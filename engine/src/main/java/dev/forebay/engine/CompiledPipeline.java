package dev.forebay.engine;

import dev.forebay.engine.expression.Program;
import dev.forebay.engine.model.Scorers;
import dev.forebay.engine.window.WindowBatch;
import dev.forebay.engine.window.WindowState;
import dev.forebay.plan.Plan;
import dev.forebay.types.batch.BooleanVector;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Rejections;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operators of one plan bound to one reusable batch: one instance is one batch in flight.
 *
 * <p>Life of a batch: fill {@link #batch}, decode it, {@link #check}, give it to the ordering stage, {@link #prepare}, take it through the
 * lanes of the windows' state, {@link #compute}, read {@link #column}, clear the batch. What a row gives depends on nothing but the row and
 * the events before it: any split into batches gives the same bits.
 *
 * <p><b>Errors</b>: a row on which something fails gets reasons in the batch's rejections; nothing is thrown for data. A
 * rejected row stays where it is, and its computed columns hold anything at all. <b>Threads</b>: one at a time.
 */
public final class CompiledPipeline {
    private final EventBatch batch;
    private final Program program;
    private final List<ColumnRule> columnRules;
    private final @Nullable FutureRule future;
    private final List<CheckRule> checks = new ArrayList<>();
    private final int checkOperators;
    private final int windowOperators;
    private final @Nullable WindowBatch windows;
    private final List<StepOutcome> outcomes;
    private final @Nullable BooleanVector[] sinkConditions;
    private final boolean[] rejectedBefore;

    private CompiledPipeline(Plan plan, Scorers scorers, int capacity) {
        batch = new EventBatch(plan.fields(), capacity);
        program = new Program(plan.columns().size(), capacity);
        rejectedBefore = new boolean[capacity];
        for (int i = 0; i < plan.fields().size(); i++) {
            program.bind(i, batch.column(i));
        }
        columnRules = ColumnRules.compile(plan, program, capacity);
        Plan.EventRule event = plan.event();
        future = event.timeSlot() >= 0 && event.futureMicros() >= 0
                ? FutureRule.of(plan, program.column(event.timeSlot()))
                : null;
        plan.checks().forEach(check -> checks.add(new CheckRule(check, program)));
        checkOperators = program.size();
        StepCompiler steps = new StepCompiler(plan, program, scorers, batch.rejections, capacity);
        int before = plan.stepsBeforeWindows();
        plan.steps().subList(0, before).forEach(steps::add);
        windows = plan.windowing().isEmpty() ? null : new WindowBatch(plan, program, batch);
        windowOperators = program.size();
        plan.steps().subList(before, plan.steps().size()).forEach(steps::add);
        sinkConditions = new BooleanVector[plan.sinks().size()];
        for (int i = 0; i < sinkConditions.length; i++) {
            sinkConditions[i] = steps.addSink(i, plan.sinks().get(i));
        }
        outcomes = steps.outcomes();
    }

    /** Compiles a plan without a model for batches of at most {@code capacity} rows. */
    public static CompiledPipeline compile(Plan plan, int capacity) {
        return compile(plan, Scorers.none(), capacity);
    }

    /**
     * Compiles a plan for batches of at most {@code capacity} rows.
     *
     * @param scorers brings its model
     */
    public static CompiledPipeline compile(Plan plan, Scorers scorers, int capacity) {
        return new CompiledPipeline(plan, scorers, capacity);
    }

    /** The batch that sources and decoders fill; the same object for the life of the pipeline. */
    public EventBatch batch() {
        return batch;
    }

    /**
     * Tests the decoded rows against constraints, {@code future} and checks, and adds every reason that can be known. Once a
     * batch, after decoding.
     */
    public void check() {
        program.run(0, checkOperators, batch.size());
        for (ColumnRule rule : columnRules) {
            rule.check(batch);
        }
        if (future != null) {
            future.check(batch);
        }
        for (CheckRule check : checks) {
            check.check(batch);
        }
    }

    /** Computes what windows need. Once a batch, after ordering and before the lanes of {@code state}. */
    public void prepare(WindowState state) {
        program.run(checkOperators, windowOperators, batch.size());
        if (windows != null) {
            windows.prepare(state.lanesPerPart());
        }
    }

    /**
     * What the lanes of a window state take.
     *
     * @throws IllegalStateException for a plan without windows
     */
    public WindowBatch windows() {
        if (windows == null) {
            throw new IllegalStateException("a plan without windows");
        }
        return windows;
    }

    /**
     * Prepares the batch and takes it through all lanes, one after the other: for those who have one thread.
     */
    public void aggregate(WindowState state) {
        prepare(state);
        for (int lane = 0; lane < state.lanes(); lane++) {
            state.run(lane, windows());
        }
    }

    /** Computes the other steps and sink conditions on all rows, and rejects the rows that fail. Once a batch, after the lanes. */
    public void compute() {
        int rows = batch.size();
        if (windows != null) {
            windows.finish();
        }
        program.run(windowOperators, program.size(), rows);
        if (outcomes.isEmpty()) {
            return;
        }
        Rejections rejections = batch.rejections;
        for (int i = 0; i < rows; i++) {
            rejectedBefore[i] = rejections.isRejected(i);
        }
        for (StepOutcome outcome : outcomes) {
            reject(outcome, rows);
        }
    }

    private void reject(StepOutcome outcome, int rows) {
        byte[] state = outcome.vector().state;
        for (int i = 0; i < rows; i++) {
            if ((state[i] & Vector.ERROR) != 0 && !rejectedBefore[i]) {
                int row = i;
                outcome.reason().apply(row).ifPresent(reason -> batch.rejections.add(row, reason));
            }
        }
    }

    /** The vector of a slot of the plan: a field's after decoding, a computed one's after {@link #compute}. */
    public Vector column(int slot) {
        return program.column(slot);
    }

    /** Whether a row goes to a sink, as the sink's {@code when} says; after {@link #compute}. */
    public boolean emits(int sink, int row) {
        BooleanVector condition = sinkConditions[sink];
        return condition == null || (condition.isValid(row) && condition.values[row]);
    }

    /** On how many rows of this batch a check that only warns was false; {@code check} is its index in the plan. */
    public long warnings(int check) {
        return checks.get(check).warnings();
    }
}
