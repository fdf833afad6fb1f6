package dev.forebay.engine;

import dev.forebay.types.batch.Reason;
import dev.forebay.types.batch.Vector;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A computed vector whose errors reject rows.
 *
 * @param reason says why a row is in error; empty where the cause is another column's error, which is told there
 */
record StepOutcome(Vector vector, IntFunction<Optional<Reason>> reason) {}
