package dev.forebay.engine.window;

import dev.forebay.engine.expression.Program;
import dev.forebay.plan.Plan;
import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.plan.window.AggregateRule;
import dev.forebay.plan.window.Windowing;
import dev.forebay.types.batch.EventBatch;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What windows need of one batch in flight, and what they give it: keys and values in, aggregates out. Belongs to a compiled pipeline;
 * {@link WindowState#run} fills it. One thread at a time, but for the lanes: each writes the rows that are its own.
 */
public final class WindowBatch {
    private final EventBatch batch;
    private final Vector[] aggregates;
    private final List<List<Vector>> mayFail = new ArrayList<>();
    private final List<GroupingRows> parts = new ArrayList<>();

    /** Adds what aggregates read to the program, and binds them; columns before windows are bound already. */
    public WindowBatch(Plan plan, Program program, EventBatch batch) {
        Windowing windowing = plan.windowing();
        this.batch = batch;
        this.aggregates = windowing.aggregates().stream()
                .map(rule -> Vector.of(rule.type(), batch.capacity()))
                .toArray(Vector[]::new);
        for (Layout.Part part : Layout.Part.of(windowing)) {
            parts.add(new GroupingRows(new Layout(plan, part), plan, program, batch, aggregates));
        }
        for (int i = 0; i < aggregates.length; i++) {
            List<TypedExpression> read = read(plan, windowing.aggregates().get(i));
            program.bindAggregate(i, aggregates[i], read);
            mayFail.add(read.stream().map(program::add).toList());
        }
    }

    /** What of the event itself an aggregate reads. */
    private static List<TypedExpression> read(Plan plan, AggregateRule rule) {
        List<TypedExpression> read = new ArrayList<>();
        int grouping = plan.windowing().windows().get(rule.window()).grouping();
        for (int slot : plan.windowing().groupings().get(grouping).keySlots()) {
            Plan.Slot column = plan.columns().get(slot);
            read.add(new TypedExpression.ColumnRef(
                    slot, column.name(), column.type(), column.nullable(), rule.origin()));
        }
        addPresent(rule.filter(), read);
        addPresent(rule.argument(), read);
        return read;
    }

    private static void addPresent(@Nullable TypedExpression expression, List<TypedExpression> to) {
        if (expression != null) {
            to.add(expression);
        }
    }

    /** Once a batch, when all that aggregates read is computed: finds keys and lanes. */
    public void prepare(int lanes) {
        for (GroupingRows part : parts) {
            part.prepare(lanes);
        }
    }

    GroupingRows part(int index) {
        return parts.get(index);
    }

    /** Once a batch, after all lanes: an aggregate is in error on a row on which what it reads is. */
    public void finish() {
        int rows = batch.size();
        for (int i = 0; i < aggregates.length; i++) {
            byte[] state = aggregates[i].state;
            for (Vector read : mayFail.get(i)) {
                byte[] failed = read.state;
                for (int row = 0; row < rows; row++) {
                    if ((failed[row] & Vector.ERROR) != 0) {
                        state[row] = Vector.ERROR;
                    }
                }
            }
        }
    }
}
