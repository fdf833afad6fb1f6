package dev.forebay.engine.function;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.ReasonCode;
import java.util.function.Function;

/**
 * How one signature is computed.
 *
 * @param id the signature's
 * @param code why a row fails, if one does
 * @param failure the same in words, such as {@code long overflow}
 * @param binder makes the loop of one call; called once an operator, so that loops may hold scratch memory
 */
public record Kernel(String id, ReasonCode code, String failure, Function<Call, Loop> binder) {

    public Loop bind(Call call) {
        return binder.apply(call);
    }
}
