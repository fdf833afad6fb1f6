package dev.forebay.engine.expression;

/** One step of a program: computes the first {@code rows} rows of one vector from vectors computed before. */
@FunctionalInterface
public interface Operator {
    void run(int rows);
}
