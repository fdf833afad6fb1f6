package dev.forebay.engine.transform;

import dev.forebay.engine.expression.Operator;
import dev.forebay.types.batch.Vector;
import java.util.List;

/**
 * The operators of one group of transforms.
 *
 * @param operators in the order in which they run
 * @param outputs the vectors that hold what comes out, in order
 * @param refusals why a row may be refused
 */
public record CompiledTransform(List<Operator> operators, List<Vector> outputs, List<Refusal> refusals) {

    public CompiledTransform {
        operators = List.copyOf(operators);
        outputs = List.copyOf(outputs);
        refusals = List.copyOf(refusals);
    }
}
