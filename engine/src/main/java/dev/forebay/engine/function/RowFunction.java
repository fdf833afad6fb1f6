package dev.forebay.engine.function;

/** A kernel told for a single row: for functions whose own work is well above the price of a call. */
@FunctionalInterface
interface RowFunction {
    void apply(Row row);
}
