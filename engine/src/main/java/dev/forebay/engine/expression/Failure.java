package dev.forebay.engine.expression;

import dev.forebay.plan.expression.Origin;
import dev.forebay.types.batch.ReasonCode;

/**
 * Why an expression failed on a row.
 *
 * @param found the operands of the node that failed
 * @param rule what failed, such as {@code long overflow in a + b}
 * @param origin where the node stands
 */
public record Failure(ReasonCode code, String found, String rule, Origin origin) {}
