package dev.forebay.testing.expression;

import dev.forebay.types.batch.ReasonCode;

/**
 * The value of an expression that failed on a row: an error that passes through expressions as a value does.
 *
 * @param code why
 * @param inherited whether it only comes from a column that another step computed
 */
public record Failure(ReasonCode code, boolean inherited) {}
