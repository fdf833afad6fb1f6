package dev.forebay.testing.expression;

import dev.forebay.plan.expression.TypedExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is told what the evaluator did, so that a test can say what was exercised. */
@FunctionalInterface
public interface EvaluationListener {
    /** Does nothing. */
    EvaluationListener NONE = (node, operands, result) -> {};

    /**
     * A node was evaluated.
     *
     * @param operands the values it was given; empty for nodes that evaluate only some of their operands
     * @param result the value, null or {@link Failure}
     */
    void evaluated(TypedExpression node, List<@Nullable Object> operands, @Nullable Object result);
}
