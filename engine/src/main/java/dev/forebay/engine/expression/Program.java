package dev.forebay.engine.expression;

import dev.forebay.plan.expression.TypedExpression;
import dev.forebay.types.batch.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Expressions over the columns of one batch, compiled so that equal subexpressions are computed once.
 *
 * <p>Operators run in the order in which they were added, which is an order of dependence. All of them run on all rows: what
 * a lazy node does not need is computed and not looked at. <b>Threads</b>: one at a time. <b>Cost</b>: {@link #run} allocates
 * nothing but what texts need to grow.
 */
public final class Program {
    private final @Nullable Vector[] slots;
    private final Map<Integer, Vector> aggregates = new HashMap<>();
    private final Map<Integer, List<TypedExpression>> aggregated = new HashMap<>();
    private final List<Operator> operators = new ArrayList<>();
    private final ProgramCompiler compiler;
    private final Explainer explainer;

    /**
     * @param slots how many columns there are
     * @param capacity the most rows a run has
     */
    public Program(int slots, int capacity) {
        this.slots = new Vector[slots];
        this.compiler = new ProgramCompiler(this, capacity);
        this.explainer = new Explainer(this);
    }

    /** Says which vector holds a column. Expressions added later may read it. */
    public void bind(int slot, Vector vector) {
        slots[slot] = vector;
    }

    /**
     * Says which vector holds an aggregate. Expressions added later may read it.
     *
     * @param read what of the event itself it reads: keys, filter, argument; an error there is one of the aggregate
     */
    public void bindAggregate(int aggregate, Vector vector, List<TypedExpression> read) {
        aggregates.put(aggregate, vector);
        aggregated.put(aggregate, List.copyOf(read));
    }

    /**
     * The vector of a column.
     *
     * @throws IllegalArgumentException if it is not bound
     */
    public Vector column(int slot) {
        Vector vector = slots[slot];
        if (vector == null) {
            throw new IllegalArgumentException("column " + slot + " is used before it is computed");
        }
        return vector;
    }

    /**
     * The vector of an aggregate.
     *
     * @throws IllegalArgumentException if it is not bound
     */
    public Vector aggregate(int aggregate) {
        Vector vector = aggregates.get(aggregate);
        if (vector == null) {
            throw new IllegalArgumentException("aggregate " + aggregate + " is used before it is computed");
        }
        return vector;
    }

    List<TypedExpression> readBy(int aggregate) {
        return aggregated.getOrDefault(aggregate, List.of());
    }

    /** Compiles an expression and returns the vector that holds its values after a run. */
    public Vector add(TypedExpression expression) {
        return compiler.compile(expression);
    }

    /** How many operators there are so far: what may be given to {@link #run}. */
    public int size() {
        return operators.size();
    }

    /** Runs operators {@code from} (included) to {@code to} (excluded) on the first {@code rows} rows. */
    public void run(int from, int to, int rows) {
        for (int i = from; i < to; i++) {
            operators.get(i).run(rows);
        }
    }

    /**
     * Says why a row of an added expression is in error.
     *
     * @return empty where the cause is a column that is in error itself, which is told where that column is computed
     */
    public Optional<Failure> explain(TypedExpression expression, int row) {
        return explainer.explain(expression, row);
    }

    /** Adds an operator; what it computes is bound by {@link #bind}. */
    public void append(Operator operator) {
        operators.add(operator);
    }

    Vector vectorOf(TypedExpression expression) {
        return compiler.compile(expression);
    }
}
