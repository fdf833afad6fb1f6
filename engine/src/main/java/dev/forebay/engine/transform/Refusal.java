package dev.forebay.engine.transform;

import dev.forebay.types.batch.Vector;
import java.util.function.IntPredicate;

/**
 * Why a transformer may refuse a row: a value of one column that it does not take.
 *
 * @param refused a vector that is in error on every row that is refused for this (and perhaps on others)
 * @param input the vector with the value
 * @param column the name of the column with the value
 * @param rule what the transformer takes, for the user
 * @param isRefused whether it is this column's value that is refused, on a row whose input is not itself in error
 */
public record Refusal(Vector refused, Vector input, String column, String rule, IntPredicate isRefused) {

    /** Whether a row that is in error is so for this reason. */
    public boolean refuses(int row) {
        return !input.isError(row) && isRefused.test(row);
    }
}
