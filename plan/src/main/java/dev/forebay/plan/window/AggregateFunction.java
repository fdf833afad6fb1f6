package dev.forebay.plan.window;

import dev.forebay.types.Type;
import java.util.Optional;

/** The aggregates. All of them skip nulls; over no values a count is 0 and the rest is null. */
public enum AggregateFunction {
    /** How many events, or values. */
    COUNT,
    /** How many different values. */
    COUNT_DISTINCT,
    /** The exact sum, rounded once. */
    SUM,
    /** The sum, rounded to a double, divided by the count. */
    AVG,
    /** The smallest value. */
    MIN,
    /** The largest value; NaN is larger than any other. */
    MAX,
    /** The population variance, exact until one rounding. */
    VAR_POP,
    /** The sample variance, exact until one rounding; null for a single value. */
    VAR_SAMP,
    /** The square root of {@link #VAR_POP}. */
    STDDEV_POP,
    /** The square root of {@link #VAR_SAMP}. */
    STDDEV_SAMP,
    /** The first value by time. */
    FIRST_VALUE,
    /** The last value by time. */
    LAST_VALUE,
    /** The n-th last value before the event itself. */
    LAG,
    /** The most frequent value; of equally frequent ones the smallest. */
    MODE;

    /** The type of its result over an argument of a type; empty where it does not take one. */
    public Optional<Type> result(Type argument) {
        return switch (this) {
            case COUNT, COUNT_DISTINCT -> Optional.of(Type.LONG);
            case SUM ->
                switch (argument.kind()) {
                    case LONG -> Optional.of(Type.LONG);
                    case DOUBLE -> Optional.of(Type.DOUBLE);
                    case DECIMAL -> Optional.of(Type.decimal(18, argument.scale()));
                    case BOOLEAN, STRING, TIMESTAMP, DATE -> Optional.empty();
                };
            case AVG ->
                argument.isNumeric() || argument.kind() == Type.Kind.BOOLEAN
                        ? Optional.of(Type.DOUBLE)
                        : Optional.empty();
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP ->
                argument.kind() == Type.Kind.LONG || argument.kind() == Type.Kind.DOUBLE
                        ? Optional.of(Type.DOUBLE)
                        : Optional.empty();
            case MIN, MAX, FIRST_VALUE, LAST_VALUE, LAG, MODE -> Optional.of(argument);
        };
    }

    /** Its name in SQL. */
    public String sqlName() {
        return this == COUNT_DISTINCT ? COUNT.name() : name();
    }

    /** Whether it is a number also over no values. */
    public boolean isCount() {
        return this == COUNT || this == COUNT_DISTINCT;
    }
}
